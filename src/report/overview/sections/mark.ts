import type { Rank } from '../../../overview/groups.js';
import { rankWords } from '../words.js';

/** A label that says what became of a finding, or of the most pressing one of a group. */
export function mark(rank: Rank): string {
  return `<span class="mark is-${rank}">${rankWords[rank]}</span>`;
}
