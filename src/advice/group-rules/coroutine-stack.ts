import { coroutineFrame, registering } from '../coroutines.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** Errors on stacks that Valgrind does not know to be stacks. Leaks have other causes. */
export const coroutineStack: DescribedGroupRule = {
  id: 'coroutine-stack',
  action: 'annotate',
  when: 'errors other than leaks are in coroutines, and the same log warns of switching stacks',
  what: 'Register the stacks with `VALGRIND_STACK_REGISTER`',
  advise({ findings, count: times }, { notices }) {
    if (!findings.every(({ kind }) => /^Memcheck:(?:Addr\d+|Cond|Value\d*|Param)$/.test(kind)))
      return undefined;
    const frame = coroutineFrame(findings[0]!);
    if (frame === undefined || !findings.every((finding) => coroutineFrame(finding))) return undefined;
    const logs = new Set(findings.flatMap(({ places }) => places.map(({ log }) => log)));
    const notice = notices.find(({ type, log }) => type === 'switching-stacks' && logs.has(log));
    if (notice === undefined) return undefined;
    return {
      text: 'Register the stacks of coroutines with Valgrind, and look again.',
      why: `The stacks go through ${nameOf(frame)}, and Valgrind warns that it does not know the stacks that are switched to: it may take their contents for undefined or freed.`,
      evidence: [shortened(notice.text, 120), ...stackLines(findings, 2), count(times, 'error')],
      example: registering,
    };
  },
};
