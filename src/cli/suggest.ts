import { nearestWord } from '../suppression/near-words.js';

/** ` (did you mean …?)` for a word that is close to a known one, else nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}
