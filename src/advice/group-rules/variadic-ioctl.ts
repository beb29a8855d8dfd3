import { isOwn } from '../../group/frames.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** The register report: a wrapper with `...` takes a third argument that its caller did not give. */
export const variadicIoctl: DescribedGroupRule = {
  id: 'variadic-ioctl',
  action: 'fix',
  when: 'the argument of an `ioctl` that own code makes is itself uninitialised',
  what: 'Pass 0 where a request takes no argument',
  advise({ cause, findings, count: times }, { own }) {
    if (cause.type !== 'argument' || cause.extra !== 'ioctl(arg)') return undefined;
    if (cause.frame === undefined || !isOwn(cause.frame, own)) return undefined;
    return {
      text: `Pass 0 as the argument of the request that ${nameOf(cause.frame)} makes, if it takes none.`,
      why: 'The value of the argument is undefined, not the memory it points to: likely a wrapper with variable arguments fetches one that its caller did not pass.',
      evidence: [shortened(findings[0]!.what, 120), ...stackLines(findings, 2), count(times, 'error')],
      example: 'my_ioctl(fd, REQUEST_WITHOUT_ARGUMENT, 0);',
    };
  },
};
