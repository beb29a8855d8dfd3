import type { Frame } from '../../finding/finding.js';
import type { PrintedFrame } from './printed-frame.js';
import type { SuppressionBlock } from './suppression-block.js';

/**
 * What a printed name tells of the name that `fun:` is compared with (reference sections 3.4 and 5.2).
 *
 * - The demangler leaves names alone that are not mangled, and what it makes of others has parentheses, colons or
 *   blanks. So a name of letters, digits and `_ $ . @ * ?` is the matcher's own (`*`: drd's `pthread_mutex_lock@*`).
 * - An inlined call has no symbol: its plain source name is printed and matched alike, whatever it is made of.
 * - `(below main)` is what the matcher sees as well.
 */
const ownName = /^[A-Za-z0-9_$.@*?]+$/;

/** Suffix of `--sym-offsets=yes`, which no plain name can have. */
const offset = /^(?<name>[A-Za-z0-9_$.@*?]+|\(below main\))[+-]\d{1,20}$/;

/** The matcher's name, where the printed one tells it. */
export function matcherName(printed: string, inlined: boolean): string | undefined {
  if (inlined || ownName.test(printed) || printed === '(below main)') return printed;
  return offset.exec(printed)?.groups?.['name'];
}

/**
 * Marks the frames of inlined calls. They share the address of the physical frame that follows them, but so do the
 * frames of plain recursion. All frames of one address are the same chain of calls, printed once per level of
 * recursion: the last of each chain is physical.
 */
export function inlinedFrames(stack: readonly PrintedFrame[]): boolean[] {
  const inlined = new Array<boolean>(stack.length).fill(false);
  let start = 0;
  while (start < stack.length) {
    let end = start + 1;
    while (end < stack.length && stack[end]!.address === stack[start]!.address) end++;
    if (end - start > 1) {
      const length = chainLength(stack, start, end);
      for (let i = start; i < end; i++) inlined[i] = (i - start + 1) % length !== 0;
    }
    start = end;
  }
  return inlined;
}

/** The shortest chain which, repeated, gives the frames from `start` to `end`. Longer ones than 32 are not looked for. */
function chainLength(stack: readonly PrintedFrame[], start: number, end: number): number {
  const count = end - start;
  for (let length = 1; length <= Math.min(count / 2, 32); length++) {
    if (count % length !== 0) continue;
    let i = start + length;
    while (i < end && sameCall(stack[i]!, stack[i - length]!)) i++;
    if (i === end) return length;
  }
  return count;
}

function sameCall(a: PrintedFrame, b: PrintedFrame): boolean {
  return a.name === b.name && a.line === b.line && a.file === b.file;
}

/** Frames as findings have them; `block` is the generated suppression of this very stack, where there is one. */
export function toFrames(stack: readonly PrintedFrame[], block?: SuppressionBlock): Frame[] {
  const inlined = inlinedFrames(stack);
  return stack.map((printed, i) => toFrame(printed, inlined[i]!, block?.frames[i]));
}

function toFrame(printed: PrintedFrame, inlined: boolean, generated: string | undefined): Frame {
  const { name, file, line, dir } = printed;
  const own = matcherName(name, inlined);
  const fun = generated?.startsWith('fun:') ? generated.slice(4) : own;
  const obj = printed.obj ?? (fun === '???' ? objectOf(generated) : undefined);
  return {
    ...(fun === undefined ? {} : { fun }),
    ...(fun === undefined || (fun !== name && fun !== own) ? { demangled: name } : {}),
    ...(obj === undefined ? {} : { obj }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(dir === undefined ? {} : { dir }),
    ...(inlined ? { inlined } : {}),
  };
}

/** `obj:*` is generated for frames of no known object. */
function objectOf(generated: string | undefined): string | undefined {
  if (!generated?.startsWith('obj:')) return undefined;
  return generated === 'obj:*' ? '???' : generated.slice(4);
}

/** Can `generated` be the line that Valgrind made of this frame? */
export function agrees(printed: PrintedFrame, inlined: boolean, generated: string): boolean {
  if (generated.startsWith('fun:')) {
    const fun = generated.slice(4);
    const own = matcherName(printed.name, inlined);
    if (own === undefined || own === fun) return true;
    // Ada: `pkg__proc` is printed as `pkg.proc` since 3.24.
    return own.includes('.') && fun.replace(/^_ada_/, '').replaceAll('__', '.') === own;
  }
  if (printed.name !== '???') return false;
  return printed.obj === undefined || printed.obj === objectOf(generated);
}
