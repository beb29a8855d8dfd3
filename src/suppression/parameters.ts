import { existsIn } from './version.js';

/** A spelling of a parameter that some versions of Valgrind do not report. */
interface Respelling {
  readonly pattern: RegExp;
  /** What they report instead, as a replacement for the pattern. */
  readonly instead: string;
  /** The versions that do so. */
  readonly since?: string;
  readonly until?: string;
}

const respellings: readonly Respelling[] = [
  { pattern: /^(readv|writev)\(vector\[\.\.\.\]\)$/, instead: '$1(vector[0])', since: '3.20' },
  { pattern: /^(readv|writev)\(vector\[\d+\]\)$/, instead: '$1(vector[...])', until: '3.20' },
  // From 3.16 on Valgrind itself warns of this one when it loads it.
  {
    pattern: /^(preadv|pwritev)\(vector\[\.\.\.\]\)$/,
    instead: '$1(vector[0])',
    since: '3.15',
    until: '3.16',
  },
  { pattern: /^(preadv|pwritev)\(vector\[\d+\]\)$/, instead: '$1(vector[...])', until: '3.15' },
  { pattern: /^sendmsg\(msg\.msg_iov\[i\]\)$/, instead: 'sendmsg(msg.msg_iov[0])', since: '3.19' },
  { pattern: /^openat\(filename\)$/, instead: 'openat(pathname)', since: '3.26' },
  { pattern: /^openat\(pathname\)$/, instead: 'openat(filename)', until: '3.26' },
];

/** The parameter of a system call as a version of Valgrind spells it: mostly the same text. */
export function parameterIn(version: string, text: string): string {
  const found = respellings.find((each) => existsIn(each, version) && each.pattern.test(text));
  return found ? text.replace(found.pattern, found.instead) : text;
}

/** Those that programs are often reported for, as a version of Valgrind spells them. */
export function commonParametersIn(version: string): readonly string[] {
  return commonParameters.map((text) => parameterIn(version, text));
}

/**
 * As the errors of amd64 Linux spell them today: those that published suppressions name most, where Valgrind 3.19 or 3.28
 * prints them.
 */
const commonParameters: readonly string[] = [
  'write(buf)',
  'writev(vector[0])',
  'pwrite64(buf)',
  'ioctl(generic)',
  'socketcall.sendto(msg)',
  'sendmsg(msg.msg_iov[0])',
  'sendmsg(msg.msg_control)',
  'openat(pathname)',
  'open(filename)',
  'access(pathname)',
  'msync(start)',
  'epoll_ctl(event)',
  'timer_create(evp)',
  'futex(uaddr2)',
  'rt_sigaction(act->sa_flags)',
];
