import type { ErrorHeader } from './header.js';

/** The errors of drd (drd/drd_error.c) and their kinds. The order matters, as a destroyed condition variable's text begins like any other's. */
const patterns: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^Conflicting (?:load|store) by thread /, 'ConflictingAccess'],
  [/: mutex 0x[0-9a-f]{1,16}, recursion count /i, 'MutexErr'],
  [/^The object at address 0x[0-9a-f]{1,16} is not a mutex\.$/i, 'MutexErr'],
  [/: cond 0x[0-9a-f]{1,16}, mutex 0x[0-9a-f]{1,16} locked by thread /i, 'CondDestrErr'],
  [/: cond 0x[0-9a-f]{1,16}$/i, 'CondErr'],
  [/^Probably a race condition: condition variable 0x/, 'CondRaceErr'],
  [/: condition variable 0x[0-9a-f]{1,16}, mutexes 0x/i, 'CondWaitErr'],
  [/: semaphore 0x[0-9a-f]{1,16}$/i, 'SemaphoreErr'],
  [/: barrier 0x[0-9a-f]{1,16}$/i, 'BarrierErr'],
  [/: rwlock 0x[0-9a-f]{1,16}\.$/i, 'RwlockErr'],
  [/^Lock on .* was held during \d{1,20} ms \(threshold: /, 'HoldtimeErr'],
  [/^The annotation macro .* has not yet been implemented in <valgrind\/helgrind\.h>/, 'UnimpHgClReq'],
  [/^The annotation macro .* has not yet been implemented in <valgrind\/drd\.h>/, 'UnimpDrdClReq'],
  [/^[^:]{1,200}:? [^:]{1,200} 0x[0-9a-f]{1,16}$/i, 'InvalidThreadId'],
];

/**
 * Headers of drd. Any other text can be a `GenericErr`, which only a stack directly below it proves: the caller knows
 * that, so such a text is undefined here.
 */
export function readDrdHeader(text: string): ErrorHeader | undefined {
  for (const [pattern, kind] of patterns) if (pattern.test(text)) return { kind: `drd:${kind}` };
  return undefined;
}
