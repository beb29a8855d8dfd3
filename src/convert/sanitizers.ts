import type { Suppression } from '../suppression/suppression.js';

/** A runtime of GCC and Clang that reads suppressions of its own, one `type:template` a line. */
export interface Sanitizer {
  readonly id: 'lsan' | 'tsan';
  readonly name: string;
  /** What it does with errors of a kind of Valgrind; undefined where it has none like them. */
  readonly meaningOf: (suppression: Suppression) => Meaning | undefined;
  /** What holds for each of its suppressions. */
  readonly note: string;
}

export type Meaning =
  /** It never reports what the entry hides. */
  | { readonly type: 'needless'; readonly because: string }
  | {
      readonly type: 'template';
      /** In front of a template that is compared with every frame. */
      readonly prefix: 'leak' | 'race' | 'mutex' | 'deadlock';
      /** In front of one that is compared with the innermost frame alone, where there is such a type. */
      readonly topPrefix?: 'race_top';
      /** What such a suppression hides besides, whatever the entry says. */
      readonly besides: readonly string[];
    };

/**
 * LeakSanitizer reports what Valgrind calls definitely and indirectly lost. To it a pointer into the middle of a block is as
 * good as one to its start, so there is nothing possibly lost. It does not tell the kinds of a leak apart.
 */
const lsan: Sanitizer = {
  id: 'lsan',
  name: 'LeakSanitizer',
  note: 'LeakSanitizer also hides blocks that only a hidden block points to, whatever their stacks are.',
  meaningOf({ kind, leakKinds }) {
    if (kind !== 'Memcheck:Leak') return undefined;
    const isMeant = (leakKind: 'definite' | 'indirect') => leakKinds?.includes(leakKind) ?? true;
    if (!isMeant('definite') && !isMeant('indirect'))
      return { type: 'needless', because: 'LeakSanitizer reports no leaks of these kinds' };
    const other = isMeant('definite') ? 'indirect' : 'definite';
    return { type: 'template', prefix: 'leak', besides: isMeant(other) ? [] : [`${other} leaks`] };
  },
};

const race: Meaning = {
  type: 'template',
  prefix: 'race',
  topPrefix: 'race_top',
  besides: ['races whose other access has this on its stack'],
};
const mutex: Meaning = { type: 'template', prefix: 'mutex', besides: ['all other misuse of mutexes there'] };
const deadlock: Meaning = {
  type: 'template',
  prefix: 'deadlock',
  besides: ['cycles in which another of the locks was taken there'],
};

/**
 * By kind. `thread:` is for threads that nobody joins, `signal:` for handlers: Valgrind has no such errors.
 * `called_from_lib:` makes the runtime overlook whatever a library does, and ends the program where two libraries fit.
 */
const ofThreads: Readonly<Record<string, Meaning>> = {
  'Helgrind:Race': race,
  'Helgrind:LockOrder': deadlock,
  'Helgrind:UnlockUnlocked': mutex,
  'Helgrind:UnlockForeign': mutex,
  'Helgrind:UnlockBogus': mutex,
  'drd:ConflictingAccess': race,
  'drd:MutexErr': mutex,
  'drd:RwlockErr': mutex,
};

const tsan: Sanitizer = {
  id: 'tsan',
  name: 'ThreadSanitizer',
  note: 'ThreadSanitizer also compares templates with the name and module of a global variable that is raced for.',
  meaningOf: ({ kind }) => (Object.hasOwn(ofThreads, kind) ? ofThreads[kind] : undefined),
};

export const sanitizers: readonly Sanitizer[] = [lsan, tsan];
