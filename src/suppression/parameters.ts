/** Texts of extra lines that are worth proposing, with the Valgrind versions whose errors have them. */
export interface ExtraText {
  readonly text: string;
  readonly since?: string;
  readonly until?: string;
}

/**
 * Parameters of system calls that programs are often reported for, as the errors of amd64 Linux spell them: those that
 * published suppressions name most, where Valgrind 3.19 or 3.28 prints them.
 */
export const commonParameters: readonly ExtraText[] = [
  { text: 'write(buf)' },
  { text: 'writev(vector[...])', until: '3.20' },
  { text: 'writev(vector[0])', since: '3.20' },
  { text: 'pwrite64(buf)' },
  { text: 'ioctl(generic)' },
  { text: 'socketcall.sendto(msg)' },
  { text: 'sendmsg(msg.msg_iov[0])' },
  { text: 'sendmsg(msg.msg_control)' },
  { text: 'openat(filename)', until: '3.26' },
  { text: 'openat(pathname)', since: '3.26' },
  { text: 'open(filename)' },
  { text: 'access(pathname)' },
  { text: 'msync(start)' },
  { text: 'epoll_ctl(event)' },
  { text: 'timer_create(evp)' },
  { text: 'futex(uaddr2)' },
  { text: 'rt_sigaction(act->sa_flags)' },
];

/** All that `FishyValue` errors can have: functions as Memcheck's own replacements call themselves. */
export const fishyValues: readonly ExtraText[] = [
  { text: 'malloc(size)' },
  { text: 'calloc(nmemb)' },
  { text: 'calloc(size)' },
  { text: 'realloc(size)' },
  { text: 'memalign(size)' },
  { text: '__builtin_new(size)' },
  { text: '__builtin_vec_new(size)' },
  { text: '__builtin_new_aligned(size)' },
  { text: '__builtin_vec_new_aligned(size)' },
];
