import { canonicalKind } from '../headers/index.js';
import { isAtLeast } from '../headers/version.js';
import { stackOf, type PrintedError } from './printed-error.js';
import type { SuppressionBlock } from '../suppression-block.js';
import type { Stacks } from './stacks.js';

/** Up to 3.11 a generated suppression had no more locations than could be read back. */
const oldLimit = 24;

/**
 * Was this suppression generated for this error? Kind, extra line, number of frames and each name that the log tells
 * must agree, as the suppression has no pid and other processes may print in between.
 */
export function belongsTo(
  block: SuppressionBlock,
  error: PrintedError,
  valgrind: string | undefined,
  stacks: Stacks,
): boolean {
  const stack = error.primary;
  if (!stack || error.damaged) return false;
  const { header } = error;
  if (header) {
    if (
      error.guessed
        ? toolName(block.kind) !== toolName(header.kind)
        : block.kind !== canonicalKind(header.kind)
    ) {
      return false;
    }
    if (block.leakKind !== header.leakKind || block.extra !== header.extra) return false;
  }
  if (block.frames.length !== stack.length) {
    const cut =
      block.frames.length === oldLimit && stack.length > oldLimit && isAtLeast(valgrind, 12) !== true;
    if (!cut) return false;
  }
  return stacks.fits(stackOf(error, stacks), block.frames);
}

function toolName(kind: string): string {
  return kind.slice(0, kind.indexOf(':'));
}
