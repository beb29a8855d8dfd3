/** The known word that somebody probably meant, whatever its case; undefined where none is close. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    .filter((name) => Math.abs(name.length - word.length) <= mostEdits(name))
    .map((name) => ({ name, edits: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= mostEdits(name))
    .sort((a, b) => a.edits - b.edits);
  return nearest?.name;
}

function mostEdits(name: string): number {
  return Math.max(1, name.length / 3);
}

/** Levenshtein distance. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
