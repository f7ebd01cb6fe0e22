/**
 * What a server calls once it listens: the tests read where.
 *
 * @this {import("node:http").Server}
 */
export function sayWhere() {
  console.log(`http://127.0.0.1:${this.address().port}`);
}
