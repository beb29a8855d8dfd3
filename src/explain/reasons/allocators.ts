import { roleOf } from '../../finding/roles.js';
import { globMatches } from '../../match/glob.js';
import { allocatorFamilies } from '../../minimize/anchors.js';
import type { Recogniser } from './reason.js';

/** `malloc` and `calloc`: which of them it was is hardly ever part of the cause. */
export const allocators: Recogniser = ({ line, frame }) => {
  if (line.type !== 'fun' || frame.fun === undefined) return undefined;
  const { pattern } = line;
  if (roleOf({ fun: pattern }) !== 'allocator' || roleOf(frame) !== 'allocator') return undefined;
  const family = allocatorFamilies.find(
    (each) => globMatches(each, pattern) && globMatches(each, frame.fun!),
  );
  return family === undefined
    ? undefined
    : { why: 'another function that allocates', instead: { type: 'fun', pattern: family } };
};
