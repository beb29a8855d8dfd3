import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import type { Answer } from './answer.js';

/** What `matches` asks before it looks at any stack: kind, extra line and leak kinds. */
export function kindMatches(suppression: Suppression, finding: Finding): Answer {
  if (suppression.kind !== finding.kind) return 'no';
  switch (suppression.kind) {
    case 'Memcheck:CoreMem': // Valgrind compares its text with an extra line that it never reads
    case 'Helgrind:FreeMemLock': // no such error is left; helgrind aborts on the entry
      return 'no';
    case 'Memcheck:Param':
    case 'exp-ptrcheck:SysParam':
    case 'exp-sgcheck:SysParam':
    case 'Memcheck:FishyValue':
      return sameText(comparedExtra(suppression), comparedExtra(finding));
    case 'Memcheck:Leak':
      return leakKindMatches(suppression, finding);
    default:
      return 'yes';
  }
}

/** The entries of a set, as their places in it, by their kind. */
export function entriesByKind(set: readonly Suppression[]): ReadonlyMap<string, readonly number[]> {
  const byKind = new Map<string, number[]>();
  set.forEach(({ kind }, entry) => {
    const known = byKind.get(kind);
    if (known) known.push(entry);
    else byKind.set(kind, [entry]);
  });
  return byKind;
}

/** The part of an extra line that Valgrind compares; undefined for kinds of which it compares none. */
export function comparedExtra({ kind, extra }: Pick<Finding, 'kind' | 'extra'>): string | undefined {
  switch (kind) {
    case 'Memcheck:Param':
    case 'exp-ptrcheck:SysParam':
    case 'exp-sgcheck:SysParam':
      return extra;
    case 'Memcheck:FishyValue':
      return argument(extra);
    default:
      return undefined;
  }
}

/** Extra lines are compared literally: `*` in them is a star. */
function sameText(wanted: string | undefined, text: string | undefined): Answer {
  if (text === undefined) return 'unknown';
  return wanted === text ? 'yes' : 'no';
}

/** `function(argument)` up to its closing bracket: Valgrind ignores what follows. */
function argument(extra: string | undefined): string | undefined {
  return extra === undefined ? undefined : (/^[^(]*\([^)]*\)/.exec(extra)?.[0] ?? extra);
}

function leakKindMatches(suppression: Suppression, finding: Finding): Answer {
  if (suppression.leakKinds === undefined) return 'yes';
  if (finding.leakKind === undefined) return suppression.leakKinds.length === 0 ? 'no' : 'unknown';
  return suppression.leakKinds.includes(finding.leakKind) ? 'yes' : 'no';
}
