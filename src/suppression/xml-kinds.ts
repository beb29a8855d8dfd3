import type { LeakKind } from './suppression.js';

/**
 * Memcheck's `<kind>`s in XML logs whose suppression kind does not depend on the text of the error (reference of the
 * protocol: docs/internals/xml-output-protocol4.txt of Valgrind).
 */
export const xmlKinds: Readonly<Record<string, string>> = {
  UninitCondition: 'Cond',
  InvalidJump: 'Jump',
  InvalidFree: 'Free',
  MismatchedFree: 'Free',
  Overlap: 'Overlap',
  ClientCheck: 'User',
  InvalidMemPool: 'Mempool',
  CoreMemError: 'CoreMem',
  ReallocSizeZero: 'ReallocZero',
  InvalidAlignment: 'BadAlign',
  InvalidSizeAndAlignment: 'BadAlign',
  InvalidSize: 'BadSize',
  MismatchedAllocateDeallocateSize: 'SizeMismatch',
  MismatchedAllocateDeallocateAlignment: 'AlignMismatch',
};

/** Those of its leaks. */
export const xmlLeakKinds: Readonly<Record<string, LeakKind>> = {
  Leak_DefinitelyLost: 'definite',
  Leak_IndirectlyLost: 'indirect',
  Leak_PossiblyLost: 'possible',
  Leak_StillReachable: 'reachable',
};
