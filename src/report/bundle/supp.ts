import type { Bundle } from '../../bundle/bundle.js';
import { targetWords } from './words.js';

/** The file that applies at a place, as a byte string; its head says for which place it was made. */
export function bundleFile({ target, bytes }: Bundle): string {
  const place = targetWords(target)
    .map(([what]) => what)
    .join(', ');
  return `# Made by chaff bundle; edit the files named below instead.\n# For ${place}.\n\n${bytes}`;
}
