/** Marks that are drawn over the character before them, and the vowels and finals that join a Hangul syllable. */
const narrow = /[\p{Mn}\p{Me}\u1160-\u11ff]/u;

/** East Asian characters and emoji, which take two cells (Unicode's UAX 11, in blocks). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** How many cells of a terminal a text takes that has nothing in it that a terminal acts on. */
export function displayWidth(text: string): number {
  let cells = 0;
  for (const character of text) cells += narrow.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return cells;
}
