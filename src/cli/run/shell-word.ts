/** A word as a POSIX shell reads it: as it stands, in single quotes where a character would mean something to it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
