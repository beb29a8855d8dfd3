import { isOwn } from '../../group/frames.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import { ioctlFamily, kvmRequest } from '../ioctls.js';
import { isOlder, newestOf, processesOf } from '../processes.js';
import type { DescribedGroupRule } from '../rule.js';

/** Requests that this Valgrind checks by their coded size only, since it does not know them. */
export const unknownIoctl: DescribedGroupRule = {
  id: 'unknown-ioctl',
  action: 'annotate',
  when: 'own code makes an `ioctl` that this Valgrind does not know (`ioctl(generic)`) with uninitialised bytes',
  what: 'Declare the memory defined with `VALGRIND_MAKE_MEM_DEFINED`; tells whether a newer Valgrind would help',
  advise({ cause, findings, count: times }, circumstances) {
    if (cause.type !== 'argument' || cause.extra !== 'ioctl(generic)' || cause.frame === undefined)
      return undefined;
    if (!isOwn(cause.frame, circumstances.own)) return undefined;
    if (!findings.every(({ what }) => /points to uninitialised byte/.test(what))) return undefined;
    const family = ioctlFamily(findings[0]!.frames);
    const request = family?.family === 'KVM' ? kvmRequest(cause.frame, 'in') : undefined;
    const version = newestOf(processesOf(findings, circumstances.processes));
    return {
      text: `Tell Valgrind in ${nameOf(cause.frame)} that the memory is defined, if the kernel does not read what is unset.`,
      why: whyUnknown(family, request?.request, version),
      evidence: [
        shortened(findings[0]!.what, 120),
        ...(request?.unset === undefined
          ? []
          : [`of ${request.request} this often stays unset: ${request.unset}`]),
        ...stackLines(findings, 2),
        count(times, 'error'),
      ],
      example: [
        '#include <valgrind/memcheck.h>',
        'VALGRIND_MAKE_MEM_DEFINED(&state, sizeof state); /* before the call; nothing outside Valgrind */',
        `ioctl(fd, ${request?.request ?? 'REQUEST'}, &state);`,
      ].join('\n'),
    };
  },
};

function whyUnknown(
  family: ReturnType<typeof ioctlFamily>,
  request: string | undefined,
  version: string | undefined,
): string {
  const generic = 'Valgrind does not know the request and takes every byte for input';
  if (family === undefined)
    return `${generic}; which one it is the log does not tell (--trace-syscalls=yes does), so whether a newer release knows it is open.`;
  if (family.first === undefined)
    return request === undefined
      ? `${generic}; by the names it is one of ${family.family}, and no newer Valgrind knows ${family.requests}.`
      : `${generic}; by the names it is likely ${request}, and no newer Valgrind knows ${request}.`;
  return version === undefined || isOlder(version, family.first)
    ? `${generic}; by the names it is one of ${family.family}, and Valgrind knows ${family.requests} from ${family.first} on.`
    : `${generic}; by the names it is one of ${family.family}, yet none of those that Valgrind knows from ${family.first} on (${family.requests}).`;
}
