import type { FramePattern } from '../suppression/suppression.js';
import type { Frame } from '../finding/finding.js';
import { couldBeCLibrary } from './c-library.js';
import { globMatches, globsIntersect, hasWildcard } from './glob.js';

/**
 * What Valgrind may have recorded outside the last frame that a log shows: the code that called `main`.
 * With `--show-below-main=no`, the default, it is matched and not printed.
 *
 * Not modelled: a function called `main` that something else than the start code of the C library calls.
 */

/** Names of which a part depends on version or system are given as globs; `?` in a literal is a question mark. */
interface Names {
  readonly literal: readonly string[];
  readonly glob: readonly string[];
  /** The names that are known of those that the globs mean. */
  readonly known?: readonly string[];
}

/** The versions that ports of glibc began with, and 2.34, which made a new one for all: one of any number. */
const versionsOfGlibc = [
  ...Array.from({ length: 60 }, (_, minor) => `2.${minor}`),
  ...['2.2.1', '2.2.2', '2.2.3', '2.2.4', '2.2.5', '2.2.6', '2.3.1', '2.3.2', '2.3.3', '2.3.4'],
];

/** Functions, as the matcher sees them. */
const functions: Names = {
  literal: [
    '(below main)', // _start, __libc_start_main, __libc_start_call_main, generic_start_main: renamed
    '__libc_start_call_main', // glibc 2.34 and newer under Valgrind 3.17 and older, which does not rename it
    'libc_start_main_stage2', // musl
    '_start_c', // musl
    'start', // macOS
    '???', // words of the stack that the unwinder takes for return addresses, outside _start
  ],
  glob: [
    '__libc_start_main@*', // with its version it is not renamed: __libc_start_main@@GLIBC_2.34
    '__libc_start_main_*', // _impl of glibc
    '__libc_start1*', // FreeBSD
  ],
  known: [
    ...versionsOfGlibc.flatMap((version) => [
      `__libc_start_main@@GLIBC_${version}`,
      `__libc_start_main@GLIBC_${version}`,
    ]),
    '__libc_start_main_impl',
    ...['__libc_start1', '__libc_start1_gcrt', '__libc_start1@@FBSD_1.7', '__libc_start1@FBSD_1.7'],
  ],
};

/** Source files, where the C library has line information. */
const sources: Names = {
  literal: [],
  glob: [
    '*libc-start.?', // glibc, .c and .h
    '*libc_start_call_main.h', // glibc 2.34 and newer
    '*libc_start1.c', // FreeBSD
    '*__libc_start_main.c', // musl
    '*start.S',
    '*crt1*',
  ],
};

/**
 * Could the location line match a frame that was recorded outside those that are shown?
 * @param program what `programFile` says of the frames shown
 */
export function mayMatchBelowMain(line: FrameLine, program: string | undefined): boolean {
  if (mayMatchStartCode(line)) return true;
  if (line.type !== 'obj') return false;
  return program === undefined || globMatches(line.pattern, program);
}

/** The same for frames in no program file. Each line meets thousands of stacks and is asked again for each. */
function mayMatchStartCode(line: FrameLine): boolean {
  const known = asked.get(line);
  if (known !== undefined) return known;
  const answer =
    line.type === 'fun'
      ? mayMatch(line.pattern, functions)
      : line.type === 'src'
        ? mayMatch(line.file, sources)
        : globMatches(line.pattern, '???') || couldBeCLibrary(line.pattern); // ???: the words outside _start
  asked.set(line, answer);
  return answer;
}

type FrameLine = Exclude<FramePattern, { type: '...' }>;

const asked = new WeakMap<FrameLine, boolean>();

function mayMatch(pattern: string, { literal, glob, known }: Names): boolean {
  if (!hasWildcard(pattern))
    return literal.includes(pattern) || glob.some((name) => globMatches(name, pattern));
  // `*_cb` would meet `__libc_start_main@*` as well, and no version ends so.
  return (
    [...literal, ...(known ?? [])].some((name) => globMatches(pattern, name)) ||
    (known === undefined && glob.some((name) => globsIntersect(pattern, name)))
  );
}

/**
 * The program's own file, to which `_start` belongs: where `main` lives, also when its name was stripped and only what
 * called it is known. Undefined where that is unknown, or a library (test frameworks offer a `main` of their own).
 */
export function programFile(frames: readonly Frame[]): string | undefined {
  const last = nameOf(frames.at(-1));
  const main = last === 'main' ? frames.at(-1) : last === '(below main)' ? frames.at(-2) : undefined;
  const object = main?.obj;
  return object === '???' || (object && /\.so\b/.test(object)) ? undefined : object;
}

/**
 * Is this a symbol that Valgrind calls `(below main)`, for the matcher as well? Not with `--show-below-main=yes`, and not
 * where the symbol has a version.
 */
export function isRenamedBelowMain(symbol: string): boolean {
  return /^(?:_start|__libc_start_call_main|(?:__libc|generic)_start_main(?:\..*)?)$/s.test(symbol);
}

function nameOf(frame: Frame | undefined): string | undefined {
  return frame?.fun ?? frame?.demangled;
}
