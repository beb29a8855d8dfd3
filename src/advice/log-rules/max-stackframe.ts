import { coroutineFrame, jumpOf } from '../coroutines.js';
import { shortened } from '../evidence.js';
import type { DescribedLogRule } from '../rule.js';

/** No frame is likely larger than this many bytes: the stack of a program is 8 MiB unless told otherwise. */
export const largeFrame = 64 << 20;

export const maxStackframe: DescribedLogRule = {
  id: 'max-stackframe',
  action: 'log',
  when: 'Valgrind warns of switching stacks, all jumps could be large frames, and no coroutine is seen',
  what: 'Record with the `--max-stackframe` that the log names',
  advise({ notices, findings }) {
    const warnings = notices.filter(({ type }) => type === 'switching-stacks');
    const jumps = warnings.flatMap(({ text }) => jumpOf(text) ?? []);
    const most = jumps.reduce((a, b) => Math.max(a, b), 0);
    if (most === 0 || most > largeFrame || findings.some((finding) => coroutineFrame(finding)))
      return undefined;
    return {
      text: `Record with --max-stackframe=${most}.`,
      why: 'Valgrind takes a function with very large local variables for a program that switches stacks, and then reports accesses to them.',
      evidence: warnings.slice(0, 2).map(({ text }) => shortened(text, 120)),
      example: `--max-stackframe=${most}`,
    };
  },
};
