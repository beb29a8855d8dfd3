import { coroutineFrame, jumpOf, registering } from '../coroutines.js';
import { count, nameOf, shortened } from '../evidence.js';
import type { DescribedLogRule } from '../rule.js';
import { largeFrame } from './max-stackframe.js';

export const switchingStacks: DescribedLogRule = {
  id: 'switching-stacks',
  action: 'annotate',
  when: 'Valgrind warns of switching stacks, and the jumps are too large for a frame or frames of coroutines are seen',
  what: 'Register the stacks with `VALGRIND_STACK_REGISTER`',
  advise({ notices, findings }) {
    const warnings = notices.filter(({ type }) => type === 'switching-stacks');
    if (warnings.length === 0) return undefined;
    const coroutine = findings.map(coroutineFrame).find((frame) => frame !== undefined);
    if (coroutine === undefined && warnings.every(({ text }) => (jumpOf(text) ?? 0) <= largeFrame))
      return undefined;
    return {
      text: 'Register the stacks that the program switches to with Valgrind.',
      why:
        coroutine === undefined
          ? 'The jumps of the stack pointer are too large for one frame: it looks like a program that switches stacks itself.'
          : `${nameOf(coroutine)} looks like a program that switches stacks itself; Valgrind takes what it does not know for one stack that grows and shrinks.`,
      evidence: [
        count(warnings.length, 'warning'),
        ...warnings.slice(0, 2).map(({ text }) => shortened(text, 120)),
      ],
      example: registering,
    };
  },
};
