/** How many classes, attributes and states a selector weighs; anything heavier or a tag counts 100. */
export function weightOf(selector: string): number {
  const weightless = withoutWhere(selector).replace(/::[a-z-]+/g, "");
  const classes = weightless.match(/\.[\w-]+|\[[^\]]*\]|:[a-z-]+(\([^)]*\))?/g) ?? [];
  const rest = weightless.replace(/\.[\w-]+|\[[^\]]*\]|:[a-z-]+(\([^)]*\))?/g, "");
  return classes.length + (/[#a-z]/i.test(rest) ? 100 : 0);
}

function withoutWhere(selector: string): string {
  const start = selector.indexOf(":where(");
  if (start < 0) return selector;
  let depth = 0;
  for (let i = start + ":where".length; i < selector.length; i += 1) {
    if (selector[i] === "(") depth += 1;
    if (selector[i] === ")") depth -= 1;
    if (depth === 0) return withoutWhere(selector.slice(0, start) + selector.slice(i + 1));
  }
  throw new Error(`This selector does not end: ${selector}`);
}
