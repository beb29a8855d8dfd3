import type { Frame } from '../finding/finding.js';
import type { PrintedFrame } from './printed-frame.js';
import { ownCopy } from './own-copy.js';
import type { SuppressionBlock } from './suppression-block.js';

/** Which frames of a stack are inlined calls; undefined when none is. */
export type Inlined = readonly boolean[] | undefined;

/**
 * Marks the frames of inlined calls. They share the address of the physical frame that follows them, but so do the
 * frames of plain recursion. All frames of one address are the same chain of calls, printed once per level of
 * recursion: the last of each chain is physical.
 */
export function inlinedFrames(stack: readonly PrintedFrame[]): Inlined {
  let inlined: boolean[] | undefined;
  let start = 0;
  while (start < stack.length) {
    const { address } = stack[start]!;
    let end = start + 1;
    while (end < stack.length && stack[end]!.address === address) end++;
    if (end - start > 1) {
      const length = chainLength(stack, start, end);
      inlined ??= new Array<boolean>(stack.length).fill(false);
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
  return a.name === b.name && a.frame.line === b.frame.line && a.frame.file === b.frame.file;
}

/** Frames as findings have them; `block` is the generated suppression of this very stack, where there is one. */
export function toFrames(
  stack: readonly PrintedFrame[],
  block?: Partial<SuppressionBlock> & Pick<SuppressionBlock, 'frames'>,
): Frame[] {
  const inlined = inlinedFrames(stack);
  return stack.map((printed, i) => toFrame(printed, inlined?.[i] ?? false, block?.frames[i]));
}

function toFrame(printed: PrintedFrame, inlined: boolean, generated: string | undefined): Frame {
  // An inlined call has no symbol: its plain source name is printed and matched alike, whatever it is made of.
  const own = inlined ? printed.name : printed.own;
  const last = inlined ? printed.made.inlined : printed.made.physical;
  if (last && last.generated === generated) return last.frame;
  const tellsFun = generated?.startsWith('fun:') === true && !isFun(generated, own);
  const tellsObj = generated?.startsWith('obj:') === true && printed.frame.obj === undefined;
  if (!inlined && !tellsFun && !tellsObj) return printed.frame;

  const copy = generated === undefined ? '' : ownCopy(generated);
  const fun = tellsFun ? copy.slice(4) : own;
  const { obj, file, line, dir } = printed.frame;
  const frame: Frame = {
    ...(fun === undefined ? {} : { fun }),
    ...(tellsFun && fun !== printed.name ? { demangled: printed.name } : {}),
    ...(tellsObj ? { obj: objectOf(copy) } : obj === undefined ? {} : { obj }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(dir === undefined ? {} : { dir }),
    ...(inlined ? { inlined } : {}),
  };
  printed.made[inlined ? 'inlined' : 'physical'] = { generated: generated && copy, frame };
  return frame;
}

/** Is a generated line `fun:` with this name? */
function isFun(generated: string, name: string | undefined): boolean {
  return name !== undefined && generated.length === name.length + 4 && generated.endsWith(name);
}

/** `obj:*` is generated for frames of no known object. */
function objectOf(generated: string): string {
  return generated === 'obj:*' ? '???' : generated.slice(4);
}

/** Can `generated` be the line that Valgrind made of this frame? */
export function agrees(printed: PrintedFrame, inlined: boolean, generated: string): boolean {
  if (generated.startsWith('fun:')) {
    const own = inlined ? printed.name : printed.own;
    if (own === undefined || isFun(generated, own)) return true;
    // Ada: `pkg__proc` is printed as `pkg.proc` since 3.24.
    return own.includes('.') && generated.replace(/^fun:(?:_ada_)?/, '').replaceAll('__', '.') === own;
  }
  if (printed.name !== '???') return false;
  const { obj } = printed.frame;
  return obj === undefined || obj === objectOf(generated);
}
