import { compareVersions } from './version.js';

/** What an entry of a kind has between its kind and its locations. */
export type ExtraLine =
  | 'none'
  /** One line, the parameter of a system call. */
  | 'parameter'
  /** An optional line `match-leak-kinds: ...`. */
  | 'leak-kinds'
  /** A line `function(argument)`; Valgrind reads an entry without it, and crashes at the first such error. */
  | 'fishy-value';

/** A kind of error as suppressions spell it, and the Valgrind versions that read it. */
export interface Kind {
  readonly name: string;
  /** First version that reads it. */
  readonly since: string;
  /** First version that no longer does. */
  readonly until?: string;
  readonly extra: ExtraLine;
  /** The spelling that `Suppression.kind` and `Finding.kind` use for the same errors, where it is another one. */
  readonly aliasOf?: string;
  /** `run`: seen in the version of Valgrind that the recorded verdicts come from; else read from the sources. */
  readonly verified: 'run' | 'from source';
}

/** The Valgrind that test/verdicts was recorded with. */
const verifiedVersion = '3.19.0';

function kind(
  name: string,
  since: string,
  more: Partial<Omit<Kind, 'name' | 'since' | 'verified'>> = {},
): Kind {
  const isRun = compareVersions(since, verifiedVersion) <= 0 && more.until === undefined;
  return { name, since, extra: 'none', verified: isRun ? 'run' : 'from source', ...more };
}

/**
 * Memcheck's kinds. `Value0` is the first name of `Cond`. `UnsafeZeroSize` (3.26) renames `BadSize` (3.22), which
 * stays readable; so `BadSize` is our spelling for logs and files of every version.
 */
export const memcheckKinds: readonly Kind[] = [
  kind('Param', '1.0', { extra: 'parameter' }),
  kind('User', '3.2.2'),
  kind('CoreMem', '1.9'),
  kind('Cond', '1.0'),
  kind('Value0', '1.0', { aliasOf: 'Cond' }),
  kind('Value1', '1.0'),
  kind('Value2', '1.0'),
  kind('Value4', '1.0'),
  kind('Value8', '1.0'),
  kind('Value16', '2.0'),
  kind('Value32', '3.11'),
  kind('Addr1', '1.0'),
  kind('Addr2', '1.0'),
  kind('Addr4', '1.0'),
  kind('Addr8', '1.0'),
  kind('Addr16', '2.0'),
  kind('Addr32', '3.11'),
  kind('Jump', '3.3'),
  kind('Free', '1.0'),
  kind('Overlap', '2.0'),
  kind('Leak', '1.9', { extra: 'leak-kinds' }),
  kind('Mempool', '2.2'),
  kind('FishyValue', '3.10', { extra: 'fishy-value' }),
  kind('ReallocZero', '3.21'),
  kind('BadAlign', '3.22'),
  kind('BadSize', '3.22'),
  kind('UnsafeZeroSize', '3.26', { aliasOf: 'BadSize' }),
  kind('SizeMismatch', '3.22'),
  kind('AlignMismatch', '3.22'),
];

/** Since Helgrind was rewritten in 3.4. `FreeMemLock` is read, though no such error exists. */
export const helgrindKinds: readonly Kind[] = [
  kind('Race', '3.4'),
  kind('FreeMemLock', '3.4'),
  kind('UnlockUnlocked', '3.4'),
  kind('UnlockForeign', '3.4'),
  kind('UnlockBogus', '3.4'),
  kind('PthAPIerror', '3.4'),
  kind('LockOrder', '3.4'),
  kind('Misc', '3.4'),
  kind('Dubious', '3.21'),
];

export const drdKinds: readonly Kind[] = [
  kind('ConflictingAccess', '3.3'),
  kind('MutexErr', '3.3'),
  kind('CondErr', '3.3'),
  kind('CondDestrErr', '3.3'),
  kind('CondRaceErr', '3.3'),
  kind('CondWaitErr', '3.3'),
  kind('SemaphoreErr', '3.3'),
  kind('BarrierErr', '3.3'),
  kind('RwlockErr', '3.3'),
  kind('HoldtimeErr', '3.3'),
  kind('GenericErr', '3.3'),
  kind('InvalidThreadId', '3.5'),
  kind('UnimpHgClReq', '3.6'),
  kind('UnimpDrdClReq', '3.6'),
];

export const ptrcheckKinds: readonly Kind[] = [
  kind('SorG', '3.4', { until: '3.16' }),
  kind('Heap', '3.4', { until: '3.16' }),
  kind('Arith', '3.4', { until: '3.16' }),
  kind('SysParam', '3.4', { until: '3.16', extra: 'parameter' }),
];

/** Errors of the core, which any tool with core errors can suppress. */
export const coreKinds: readonly Kind[] = [
  kind('FdBadClose', '3.23'),
  kind('FdNotClosed', '3.23'),
  // 3.24 reports these errors, and generates entries for them, that it cannot read.
  kind('FdBadUse', '3.25'),
];
