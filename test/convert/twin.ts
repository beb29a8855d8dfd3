/**
 * How a sanitizer compares a template with a name, from what it does (test/live/convert.test.ts holds the two against each
 * other): pieces between stars are found one after the other, each at its first place.
 */
export function templateMatches(template: string, name: string): boolean {
  if (name === '') return false;
  const isHeldAtStart = template.startsWith('^');
  const [inside, ...behind] = template.slice(isHeldAtStart ? 1 : 0).split('$');
  const isHeldAtEnd = behind.length > 0;
  const pieces = inside!.split('*');
  let at = 0;
  for (const [k, piece] of pieces.entries()) {
    if (piece === '') continue;
    const found = name.indexOf(piece, at);
    if (found < 0 || (k === 0 && isHeldAtStart && found !== 0)) return false;
    at = found + piece.length;
  }
  return !isHeldAtEnd || at === name.length || pieces.at(-1) === '';
}
