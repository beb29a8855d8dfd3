import { formatSuppression, type NewEntry } from '../../suppression/write.js';

/** The new set as a suppression file: a byte string. Empty for an empty set. */
export function suppressionFile(entries: readonly NewEntry[]): string {
  return entries.map(formatSuppression).join('\n');
}
