import type { Page } from "playwright";

/** A component that did work in a commit, as seen from the page. */
export interface Render {
  /** The element that it renders, such as `section.kling-frame`. */
  element: string;
  /** Inside of the prompt or the Generate button. */
  isOfTyping: boolean;
  /** Around the prompt: its props have to come from somewhere. */
  isAroundPrompt: boolean;
}

declare global {
  interface Window {
    renders?: Render[];
    __REACT_DEVTOOLS_GLOBAL_HOOK__?: unknown;
  }
}

/** From now on notes which components of the page's own React did work; works in any build. */
export async function watchRenders(page: Page): Promise<void> {
  await page.addInitScript(installHook);
}

/** The components that did work since the last look. */
export function takeRenders(page: Page): Promise<Render[]> {
  return page.evaluate(() => window.renders?.splice(0) ?? []);
}

/** What React keeps for each component and element; the part that its own DevTools read, too. */
interface Fiber {
  tag: number;
  flags: number;
  child: Fiber | null;
  sibling: Fiber | null;
  return: Fiber | null;
  alternate: Fiber | null;
  stateNode: unknown;
}

/**
 * Runs in the page, before React. React marks each component that rendered in a commit
 * (`PerformedWork`), and keeps the children of those that did not.
 */
function installHook(): void {
  const PERFORMED_WORK = 1;
  // Function, class, forwardRef, memo and simple memo.
  const COMPONENT_TAGS = [0, 1, 11, 14, 15];
  const renders: Render[] = (window.renders = []);

  const elementsOf = (fiber: Fiber): Element[] => {
    if (fiber.stateNode instanceof Element) return [fiber.stateNode];
    const found: Element[] = [];
    for (let child = fiber.child; child; child = child.sibling) found.push(...elementsOf(child));
    return found;
  };
  const note = (fiber: Fiber) => {
    const prompt = document.querySelector(".kling-prompt textarea");
    for (const element of elementsOf(fiber)) {
      renders.push({
        element: `${element.localName}.${element.className}`,
        isOfTyping: element.closest(".kling-prompt, .kling-generate") !== null,
        isAroundPrompt: element.contains(prompt),
      });
    }
  };
  const walk = (fiber: Fiber) => {
    const isNew = fiber.alternate === null;
    if (COMPONENT_TAGS.includes(fiber.tag) && (isNew || fiber.flags & PERFORMED_WORK)) note(fiber);
    if (!isNew && fiber.child === fiber.alternate?.child) return;
    for (let child = fiber.child; child; child = child.sibling) walk(child);
  };

  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    isDisabled: false,
    inject: () => 1,
    onCommitFiberRoot: (_renderer: number, root: { current: Fiber }) => walk(root.current),
    onCommitFiberUnmount: () => {},
    onPostCommitFiberRoot: () => {},
  };
}
