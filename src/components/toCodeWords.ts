import { createElement, Fragment, type ReactNode } from "react";

/** A text with what stands between backticks as `<code>`. */
export function toCodeWords(text: string): ReactNode {
  const parts = text.split("`").map((part, index) => (index % 2 === 1 ? toCode(part) : part));
  // As children of their own, not as a list: they never change places, so they need no keys.
  return createElement(Fragment, null, ...parts);
}

function toCode(text: string): ReactNode {
  return createElement("code", { className: "kling-code" }, text);
}
