/** Names are log text and as long as somebody likes; longer ones are not looked into. */
export const longestName = 1000;

/** How many bytes two texts have in common at their beginning. */
export function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}
