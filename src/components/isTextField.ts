const TEXT_TYPES = ["text", "search", "url", "email", "tel", "password", "number"];

/** Whether an element takes text that is pasted into it. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_TYPES.includes(target.type);
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
