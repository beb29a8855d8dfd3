import { plural } from '../plural.js';

/** A comment on GitHub holds 65,536 characters, one on GitLab more. Counted in bytes, of which no character has fewer. */
const mostBytes = 60_000;

/** Blocks of Markdown as one text for a comment: those that there is room for, in their order, and how many are not there. */
export function asFarAsThereIsRoom(blocks: readonly string[]): string {
  let room = mostBytes;
  const kept = blocks.filter((block) => {
    const size = Buffer.byteLength(block) + '\n\n'.length;
    if (size > room) return false;
    room -= size;
    return true;
  });
  const left = blocks.length - kept.length;
  const all = left === 0 ? kept : [...kept, `${plural(left, 'part')} left out for want of room.`];
  return `${all.join('\n\n')}\n`;
}
