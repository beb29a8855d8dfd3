import type { LeakKind, Suppression } from '../suppression/suppression.js';
import { toolOfKind } from '../suppression/tools.js';
import type { Finding, Frame } from './finding.js';
import { findingId } from './id.js';

/** What a set says as findings: those of its generated entries, and the entries that are none. */
export interface SetAsFindings {
  /** One for each generated entry and leak kind, in their order; equal ones are not folded. */
  readonly findings: readonly Finding[];
  /** Entries that stand for many stacks, so that no single one can be read from them. */
  readonly patterns: readonly Suppression[];
}

/**
 * Reads the entries that `--gen-suppressions` prints back as the findings they were printed for. A generated entry
 * has a line for each frame: the function, or the object where there is no function, or `obj:*` where there is
 * neither. So the object of a named function is not known. What lies below `main`, or behind the 24 or
 * `--num-callers` frames that Valgrind prints, is not known either. (Valgrind's manual, “Suppressing errors”.)
 */
export function findingsOf(suppressions: readonly Suppression[]): SetAsFindings {
  const findings: Finding[] = [];
  const patterns: Suppression[] = [];
  for (const suppression of suppressions) {
    const frames = suppression.frames.map(frameOf);
    if (!allTold(frames)) patterns.push(suppression);
    else
      for (const leakKind of leakKindsOf(suppression))
        findings.push(findingOf(suppression, frames, leakKind));
  }
  return { findings, patterns };
}

/** The frame for which the line was printed; undefined when it stands for many. */
function frameOf(line: Suppression['frames'][number]): Frame | undefined {
  switch (line.type) {
    case 'fun':
      return isName(line.pattern) ? { fun: line.pattern } : undefined;
    case 'obj':
      if (line.pattern === '*') return { fun: '???', obj: '???', file: null };
      return /[*?]/.test(line.pattern) ? undefined : { fun: '???', obj: line.pattern, file: null };
    default:
      return undefined;
  }
}

/**
 * Does the pattern spell one name? Stars may be part of it: of those of drd's own functions (`pthread_mutex_lock@*`), and of
 * pointer types among the template arguments of an inlined call, whose name Valgrind prints as the compiler wrote it.
 */
function isName(pattern: string): boolean {
  const name = pattern.replace(/@\*$/, '');
  if (!/[*?]/.test(name)) return true;
  let depth = 0;
  for (let at = 0; at < name.length; at++) {
    if (name[at] === '<') depth++;
    else if (name[at] === '>') depth--;
    else if (name[at] === '?' || (name[at] === '*' && (depth <= 0 || !mayBePointer(name, at)))) return false;
  }
  return depth === 0;
}

/** Can a type stand before the star? */
function mayBePointer(name: string, at: number): boolean {
  return /[\w>)(*&]/.test(name[at - 1] === ' ' ? name[at - 2]! : name[at - 1]!);
}

function allTold(frames: readonly (Frame | undefined)[]): frames is readonly Frame[] {
  return frames.every((frame) => frame !== undefined);
}

/** An entry for several leak kinds stands for a finding of each; without kinds the kind is not known. */
function leakKindsOf({ kind, leakKinds }: Suppression): readonly (LeakKind | undefined)[] {
  return kind === 'Memcheck:Leak' && leakKinds ? leakKinds : [undefined];
}

function findingOf(entry: Suppression, frames: readonly Frame[], leakKind: LeakKind | undefined): Finding {
  const { kind, extra, file, line } = entry;
  return {
    id: findingId({ kind, extra, leakKind, frames }),
    tool: toolOfKind(kind),
    kind,
    extra,
    leakKind,
    frames,
    hidesBelowMain: true,
    variants: [],
    what: `the entry “${entry.name}”`,
    auxiliary: [],
    origins: [],
    count: 1,
    records: 1,
    places: [{ log: file, line }],
  };
}
