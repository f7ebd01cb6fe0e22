/** Elements that begin a web page (https://mimesniff.spec.whatwg.org/, 7.1). */
const HTML =
  /^<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|link|main|img)[\s>/]/i;
const SVG = /^<(?:[\w.-]+:)?svg[\s>/]/i;

/**
 * Whether a text is an SVG drawing or a web page, by its first element: whitespace, comments, the XML
 * prolog and the doctype may stand before it.
 */
export function findMarkupKind(text: string): "svg" | "web-page" | null {
  let rest = text.trimStart();
  for (;;) {
    if (/^<!doctype\s+html/i.test(rest)) return "web-page";
    const end = findPreambleEnd(rest);
    if (end === 0) break;
    rest = rest.slice(end).trimStart();
  }
  if (SVG.test(rest)) return "svg";
  return HTML.test(rest) ? "web-page" : null;
}

/** Behind the comment, instruction or doctype that the text begins with; 0 where there is none. */
function findPreambleEnd(text: string): number {
  if (text.startsWith("<!--")) return behind(text, "-->", 4);
  if (text.startsWith("<?")) return behind(text, "?>", 2);
  if (!/^<!doctype\s/i.test(text)) return 0;
  const close = text.indexOf(">");
  const subset = text.indexOf("[");
  return subset === -1 || subset > close ? close + 1 : behind(text, ">", behind(text, "]", subset));
}

/** Behind the next such mark; 0 where there is none. */
function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? 0 : at + mark.length;
}
