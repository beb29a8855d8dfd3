import type { FramePattern } from '../suppression/suppression.js';
import type { Frame } from '../finding/finding.js';
import { globsIntersect } from './glob.js';

/**
 * What Valgrind may have recorded outside the last frame that a log shows: the code that called `main`.
 * With `--show-below-main=no`, the default, it is matched and not printed.
 *
 * Not modelled: a function called `main` that something else than the start code of the C library calls.
 */

/** Names, as the matcher sees them. */
const names: readonly string[] = [
  '(below main)', // _start, __libc_start_main, __libc_start_call_main, generic_start_main: renamed
  '__libc_start_main@*', // glibc's symbol with its version is not renamed: __libc_start_main@@GLIBC_2.34
  '__libc_start_call_main', // glibc 2.34 and newer under Valgrind 3.17 and older
  '__libc_start_main_*', // glibc's _impl, and musl's
  '__libc_start1*', // FreeBSD
  'libc_start_main_stage2', // musl
  '_start_c', // musl
  'start', // macOS
  '???', // words of the stack that the unwinder takes for return addresses, outside _start
];

/** Mapped files, besides the program itself. */
const objects: readonly string[] = [
  '*libc*', // libc.so.6, libc-2.31.so, libuClibc-0.9.so, ld-musl's alias libc.musl-x86_64.so.1
  '*ld*.so*', // ld-linux-x86-64.so.2, ld-musl-x86_64.so.1
  '*dyld*', // macOS
  '???', // the words outside _start
];

/** Source files, where the C library has line information. */
const sources: readonly string[] = [
  '*libc-start.c',
  '*libc-start.h',
  '*libc_start_call_main.h',
  '*libc_start1.c', // FreeBSD
  '*__libc_start_main.c', // musl
  '*start.S',
  '*crt1*',
];

/** Could the location line match a frame that was recorded outside `last`, the outermost frame shown? */
export function mayMatchBelowMain(
  line: Exclude<FramePattern, { type: '...' }>,
  last: Frame | undefined,
): boolean {
  switch (line.type) {
    case 'fun':
      return names.some((name) => globsIntersect(line.pattern, name));
    case 'obj':
      return [...objects, program(last)].some((object) => globsIntersect(line.pattern, object));
    case 'src':
      return sources.some((source) => globsIntersect(line.file, source));
  }
}

/**
 * The program's own file, to which `_start` belongs, as a pattern: where `main` lives, unless that is unknown
 * or a library (test frameworks offer a `main` of their own).
 */
function program(last: Frame | undefined): string {
  const name = last?.fun ?? last?.demangled;
  const object = last?.obj;
  if (name !== 'main' || object === undefined || object === '???' || /\.so\b/.test(object)) return '*';
  return object;
}
