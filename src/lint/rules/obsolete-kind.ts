import { existsIn } from '../../suppression/version.js';
import { atLine, replacing } from '../place.js';
import type { Fix } from '../problem.js';
import type { LintEntry, Rule } from '../rule.js';

export const obsoleteKind: Rule = {
  id: 'obsolete-kind',
  level: 'info',
  description: 'Kinds have the names that this version of Valgrind gives them.',
  why:
    'Valgrind still reads some kinds under names that it has given up, or that it no longer writes itself. They work, ' +
    'but whoever searches a set for "Memcheck:Cond" does not find "Memcheck:Value0", and errors that moved to another ' +
    'kind stay reported.',
  example: {
    wrong: '{\n   table of the parser\n   Memcheck:Value0\n   fun:inflate\n   fun:parser_table\n}\n',
    right: '{\n   table of the parser\n   Memcheck:Cond\n   fun:inflate\n   fun:parser_table\n}\n',
  },
  *check({ files, version }) {
    const since = (first: string) => existsIn({ since: first }, version);
    for (const { name, entries } of files)
      for (const entry of entries) {
        const note = noteOn(entry, since);
        if (note)
          yield {
            ...atLine(name, entry.kind, entry.kind.text.indexOf(':') + 1),
            tools: entry.tools,
            ...note,
          };
      }
  },
};

interface Note {
  readonly message: string;
  readonly fix?: Fix;
  readonly suggestions?: readonly Fix[];
}

/** @param since is the version a given one, or newer? */
function noteOn({ kind, suppression }: LintEntry, since: (first: string) => boolean): Note | undefined {
  const start = kind.text.indexOf(':') + 1;
  const rename = (text: string): Fix => ({
    description: `write "${text}"`,
    edits: [replacing(kind, text, start)],
  });
  switch (kind.text.slice(start)) {
    case 'Value0':
      return { message: '"Value0" is the first name of "Cond". Write "Cond".', fix: rename('Cond') };
    case 'BadSize':
      return since('3.26')
        ? {
            message:
              'Valgrind 3.26 and later call this kind "UnsafeZeroSize". Write that if no older Valgrind reads the file.',
            suggestions: [rename('UnsafeZeroSize')],
          }
        : undefined;
    case 'Misc':
      return since('3.21') && isAboutSignals(suppression)
        ? {
            message:
              'Since Valgrind 3.21 a signal while no thread holds the lock is "Helgrind:Dubious", which this entry does not ' +
              `match${since('3.25') ? ', and is reported with --check-cond-signal-mutex=yes only' : ''}.`,
            suggestions: [rename('Dubious')],
          }
        : undefined;
    case 'Dubious':
      return since('3.25')
        ? { message: 'Since Valgrind 3.25 such errors are reported with --check-cond-signal-mutex=yes only.' }
        : undefined;
    case 'Heap':
    case 'Arith':
    case 'SysParam':
      return suppression.kind.startsWith('exp-sgcheck:')
        ? { message: 'exp-sgcheck reads this kind of exp-ptrcheck, and has no such errors.' }
        : undefined;
    default:
      return undefined;
  }
}

/** Is the first function that is named the one that wakes waiting threads? */
function isAboutSignals({ frames }: LintEntry['suppression']): boolean {
  const first = frames.find(({ type }) => type !== '...');
  return first?.type === 'fun' && /^pthread_cond_(?:signal|broadcast)/.test(first.pattern);
}
