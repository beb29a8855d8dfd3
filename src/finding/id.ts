import { hash as digest } from 'node:crypto';
import type { Finding, Frame } from './finding.js';

/** What an id is made of. */
type Identity = Pick<Finding, 'kind' | 'extra' | 'leakKind' | 'frames'>;

/** An id that was given to a stack. */
interface Given extends Omit<Identity, 'frames'> {
  readonly id: string;
}

/**
 * The ids last given to a stack: readers give equal stacks as the same array, and hashing takes longer than all
 * else. A stack has few ids, above all those of the leak kinds.
 */
const given = new WeakMap<readonly Frame[], Given[]>();
const mostGiven = 8;

/**
 * The location line that `--gen-suppressions` would print for a frame. Where only a demangled name is
 * known, that name stands in its place after `demangled:`, which no suppression can contain.
 */
export function generatedLine(frame: Frame): string {
  if (frame.fun !== undefined && frame.fun !== '???') return `fun:${frame.fun}`;
  if (frame.fun === undefined && frame.demangled !== undefined) return `demangled:${frame.demangled}`;
  if (frame.obj !== undefined && frame.obj !== '???') return `obj:${frame.obj}`;
  return 'obj:*';
}

/**
 * Stable name of a finding: the first 20 hex digits of the SHA-256 of its kind, its extra line (for leaks
 * the `match-leak-kinds:` line, else empty when there is none) and its generated location lines, joined by
 * newlines. Addresses, counts, process and source lines do not enter, so that rebuilding keeps the id.
 * `frames` must not change afterwards.
 */
export function findingId({ kind, extra, leakKind, frames }: Identity): string {
  let before = given.get(frames);
  if (!before) given.set(frames, (before = []));
  for (const one of before)
    if (one.kind === kind && one.leakKind === leakKind && one.extra === extra) return one.id;
  const id = hash({ kind, extra, leakKind, frames });
  if (before.length >= mostGiven) before.length = 0;
  before.push({ kind, extra, leakKind, id });
  return id;
}

function hash({ kind, extra, leakKind, frames }: Identity): string {
  const second = leakKind ? `match-leak-kinds: ${leakKind}` : (extra ?? '');
  const bytes = [kind, second, ...frames.map(generatedLine)].join('\n');
  // A string is taken for UTF-8, which is the same where all bytes are ASCII, and quicker.
  return digest('sha256', notAscii.test(bytes) ? Buffer.from(bytes, 'latin1') : bytes).slice(0, 20);
}

const notAscii = /[^\0-\x7f]/;
