import type { Finding, Frame } from '../finding/finding.js';
import { shownName } from '../group/frames.js';

const names =
  /coroutine|(?:^|[_:])(?:swap|make|set)context$|(?:^|[_:])fib(?:er|re)s?(?:[_:]|$)|^co_(?:switch|swap|resume|yield)|jump_fcontext|green_?thread|(?:^|[_:])coro[_:]/i;

/** A frame that by its name is about switching stacks in the program itself. */
export function coroutineFrame({ frames }: Finding): Frame | undefined {
  return frames.find((frame) => names.test(shownName(frame).slice(0, 200)));
}

/** The jump of the stack pointer, in bytes, that a notice tells: what `--max-stackframe` would have to be. */
export function jumpOf(text: string): number | undefined {
  const found = /SP change: 0x([0-9a-f]{1,16}) --> 0x([0-9a-f]{1,16})/i.exec(text);
  if (!found) return undefined;
  const jump = BigInt(`0x${found[2]!}`) - BigInt(`0x${found[1]!}`);
  return Number(jump < 0n ? -jump : jump);
}

/** Registering a stack, to copy. */
export const registering = [
  '#include <valgrind/valgrind.h>',
  'unsigned id = VALGRIND_STACK_REGISTER(stack, (char *)stack + size); /* when it is allocated */',
  'VALGRIND_STACK_DEREGISTER(id);                                      /* before it is freed */',
].join('\n');
