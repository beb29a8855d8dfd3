import type { LeakKind } from './suppression.js';

/**
 * What the words of a suppression stand for, each in a sentence for people. From Valgrind's manual (the chapters of
 * Memcheck, Helgrind and DRD) and the errors that its tools report.
 */

const memcheck: Readonly<Record<string, string>> = {
  Param:
    'A system call got a parameter that is uninitialised, or points to memory that is uninitialised or not addressable.',
  User: 'A client request of the program, such as VALGRIND_CHECK_MEM_IS_DEFINED, found bytes that are uninitialised or not addressable.',
  CoreMem: 'A signal could not be delivered since its frame is not addressable. Such an entry never matches.',
  Cond: 'A conditional jump or move depends on uninitialised values.',
  Value0: 'A conditional jump or move depends on uninitialised values.',
  ...sized((bytes) => [`Value${bytes}`, `An uninitialised value of ${bytes} is used, mostly as an address.`]),
  ...sized((bytes) => [
    `Addr${bytes}`,
    `A read or write of ${bytes} where the program may not access memory.`,
  ]),
  Jump: 'A jump to an address where no code may be.',
  Free: 'A block is freed that is no heap block any more or never was, or in another way than it was allocated.',
  Overlap: 'Source and destination of memcpy, strcpy or a function like them overlap.',
  Leak: 'A heap block that was not freed when the program ended. The stack is the one that allocated it.',
  Mempool: 'A client request named a memory pool that there is not.',
  FishyValue: 'An allocation function got a size that is negative, or would be if it were signed.',
  ReallocZero: 'realloc was called with size 0, which is left open to the C library.',
  BadAlign: 'An allocation function got an alignment that is not allowed, or a size that does not fit it.',
  BadSize: 'An allocation with an alignment was asked for 0 bytes, which is left open to the C library.',
  UnsafeZeroSize:
    'An allocation with an alignment was asked for 0 bytes, which is left open to the C library.',
  SizeMismatch: 'A block is freed with another size than it was allocated with.',
  AlignMismatch: 'A block is freed with another alignment than it was allocated with.',
};

const helgrind: Readonly<Record<string, string>> = {
  Race: 'Two threads access the same memory, at least one of them writes, and nothing orders the two.',
  FreeMemLock:
    'Memory with a locked mutex in it is freed. No Helgrind reports this, and it aborts when it tries such an entry.',
  UnlockUnlocked: 'A thread unlocks a lock that nobody holds.',
  UnlockForeign: 'A thread unlocks a lock that another thread holds.',
  UnlockBogus: 'A thread unlocks something that is no lock.',
  PthAPIerror: 'A function of the POSIX threads library failed.',
  LockOrder:
    'Locks are taken in another order than before, so that two threads could wait for each other for ever.',
  Misc: 'The POSIX threads functions are misused in some other way.',
  Dubious: 'A condition variable is signalled while no thread holds its mutex.',
};

const drd: Readonly<Record<string, string>> = {
  ConflictingAccess:
    'Two threads access the same memory, at least one of them writes, and nothing orders the two.',
  MutexErr: 'A mutex is misused, e.g. unlocked by a thread that does not hold it.',
  CondErr: 'A condition variable is misused.',
  CondDestrErr: 'A condition variable is destroyed while a thread waits for it.',
  CondRaceErr: 'A condition variable is signalled while the signalling thread does not hold its mutex.',
  CondWaitErr: 'Threads wait for one condition variable with different mutexes.',
  SemaphoreErr: 'A semaphore is misused.',
  BarrierErr: 'A barrier is misused.',
  RwlockErr: 'A reader-writer lock is misused.',
  HoldtimeErr: 'A lock was held for longer than --exclusive-threshold or --shared-threshold allows.',
  GenericErr: 'The POSIX threads functions are misused in some other way.',
  InvalidThreadId: 'A function of the POSIX threads library got a thread that there is not.',
  UnimpHgClReq: 'The program uses a client request of Helgrind that DRD does not know.',
  UnimpDrdClReq: 'The program uses a client request of DRD that this version does not know.',
};

const ptrcheck: Readonly<Record<string, string>> = {
  SorG: 'An access outside of the array on the stack, or of the global array, that the instruction accessed before.',
  Heap: 'An access through a pointer outside of the heap block that the pointer was made for.',
  Arith: 'Arithmetic on pointers that makes no sense, such as adding two of them.',
  SysParam: 'A system call got a pointer outside of the block that the pointer was made for.',
};

const core: Readonly<Record<string, string>> = {
  FdBadClose: 'A file descriptor is closed that was closed before (--track-fds).',
  FdNotClosed:
    'A file descriptor is open when the program ends; the stack is the one that opened it (--track-fds).',
  FdBadUse: 'A file descriptor is used that is closed, or was never opened (--track-fds).',
};

const byTool: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Memcheck: memcheck,
  Helgrind: helgrind,
  drd,
  'exp-ptrcheck': ptrcheck,
  'exp-sgcheck': ptrcheck,
  CoreError: core,
};

/**
 * What errors of a kind are; undefined for a kind that there is not.
 * @param tool its name in suppressions, `CoreError` for errors of the core
 */
export function meaningOfKind(tool: string, kind: string): string | undefined {
  const kinds = Object.hasOwn(byTool, tool) ? byTool[tool]! : {};
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

const toolMeanings: Readonly<Record<string, string>> = {
  Memcheck: 'Memory errors and leaks.',
  Helgrind: 'Data races, the order of locks and misuse of POSIX threads.',
  drd: 'Data races, contended locks and misuse of POSIX threads.',
  'exp-ptrcheck': 'Overruns of arrays and heap blocks; an experiment, removed in Valgrind 3.7.',
  'exp-sgcheck':
    'Overruns of arrays on the stack and of global ones; an experiment, removed in Valgrind 3.16.',
  CoreError: 'Errors that every tool can report; with --track-fds.',
};

/** What a tool finds, by its name in suppressions; undefined for a word that names none. */
export function meaningOfTool(name: string): string | undefined {
  return Object.hasOwn(toolMeanings, name) ? toolMeanings[name] : undefined;
}

const leakMeanings: Readonly<Record<LeakKind, string>> = {
  definite: 'Definitely lost: no pointer to the block is left.',
  indirect: 'Indirectly lost: only blocks that are lost themselves point to the block.',
  possible:
    'Possibly lost: pointers lead to the block, but one on the way points into the middle of a block.',
  reachable: 'Still reachable: pointers lead to the start of the block, so the program could have freed it.',
};

/** What a word of `match-leak-kinds:` stands for. */
export function meaningOfLeakKind(word: LeakKind | 'all' | 'none'): string {
  if (word === 'all') return 'Leaks of every kind, as without the line.';
  return word === 'none' ? 'Leaks of no kind: the entry never matches.' : leakMeanings[word];
}

/** One sentence for each size of access that Memcheck tells apart. */
function sized(describe: (bytes: string) => readonly [string, string]): Record<string, string> {
  const sizes = [1, 2, 4, 8, 16, 32];
  return Object.fromEntries(
    sizes.map((size) => {
      const [, meaning] = describe(size === 1 ? '1 byte' : `${size} bytes`);
      return [describe(String(size))[0], meaning];
    }),
  );
}
