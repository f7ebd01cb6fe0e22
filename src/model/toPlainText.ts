// Terminal colors and links, control characters, and the marks that turn the reading direction around.
const ESCAPE_SEQUENCES =
  // oxlint-disable-next-line no-control-regex -- these characters are what is looked for
  /\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B\[[0-?]*[ -/]*[@-~]|\u001B[@-_]/g;
const INVISIBLE_CHARACTERS =
  // oxlint-disable-next-line no-control-regex -- these characters are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Text from elsewhere without anything that could color, link, hide or turn around what is shown. */
export function toPlainText(text: string): string {
  return text.replace(ESCAPE_SEQUENCES, "").replace(INVISIBLE_CHARACTERS, "");
}
