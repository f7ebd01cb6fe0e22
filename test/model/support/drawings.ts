/** Fixtures that are SVG, whatever stands before it or in their name. */
export const DRAWINGS = [
  "plain.svg",
  "bom.svg",
  "whitespace.svg",
  "comment.svg",
  "prolog.svg",
  "doctype.svg",
  "utf-16.svg",
  "svg.png",
];
