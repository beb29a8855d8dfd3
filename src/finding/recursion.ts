import type { Frame } from './finding.js';

/**
 * How many return addresses a stack has at least. Compilers inline recursion into itself, and a log shows that as it shows
 * other recursion: the same place in the source again and again. All of it may be of one address.
 */
export function fewestAddresses(frames: readonly Frame[]): number {
  let addresses = 0;
  let inner: Frame | undefined;
  for (const frame of frames) {
    if (frame.inlined) continue;
    if (!inner || !mayBeAgain(inner, frame)) addresses++;
    inner = frame;
  }
  return addresses;
}

/** No inlined calls are shown where there is no line information. */
function mayBeAgain(inner: Frame, outer: Frame): boolean {
  return (
    typeof outer.file === 'string' &&
    mayBeSame(inner.fun, outer.fun) &&
    mayBeSame(inner.demangled, outer.demangled) &&
    mayBeSame(inner.line, outer.line) &&
    mayBeSame(inner.file, outer.file) &&
    mayBeSame(inner.obj, outer.obj)
  );
}

/** What a log does not tell may be anything. */
function mayBeSame<Value>(a: Value | undefined, b: Value | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
