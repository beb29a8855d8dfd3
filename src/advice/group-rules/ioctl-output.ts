import { isOwn } from '../../group/frames.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import { ioctlFamily, kvmRequest } from '../ioctls.js';
import type { DescribedGroupRule } from '../rule.js';

/** Memory that a request filled without Valgrind seeing it. */
export const ioctlOutput: DescribedGroupRule = {
  id: 'ioctl-output',
  action: 'annotate',
  when: 'an undefined value was made in own code that by its name reads something from KVM of which Valgrind does not know that it is written',
  what: 'Declare the memory defined after the call with `VALGRIND_MAKE_MEM_DEFINED`',
  advise({ cause, findings, count: times }, { own }) {
    if (cause.type !== 'origin' || !isOwn(cause.frame, own)) return undefined;
    const request = ioctlFamily([cause.frame])?.family === 'KVM' ? kvmRequest(cause.frame, 'out') : undefined;
    if (request === undefined) return undefined;
    return {
      text: `Tell Valgrind in ${nameOf(cause.frame)}, after the call has succeeded, that what the kernel filled is defined.`,
      why: `By its name it likely calls ${request.request}: the kernel writes more than Valgrind knows of, and no newer Valgrind knows ${request.request}.`,
      evidence: [
        shortened(findings[0]!.origins[0]?.caption.trim() ?? '', 120),
        ...stackLines(findings, 2),
        count(times, 'error'),
      ].filter((line) => line !== ''),
      example: [
        '#include <valgrind/memcheck.h>',
        `int n = ioctl(fd, ${request.request}, &data);`,
        'if (n >= 0) VALGRIND_MAKE_MEM_DEFINED(&data, sizeof data);',
      ].join('\n'),
    };
  },
};
