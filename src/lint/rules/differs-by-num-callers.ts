import type { Finding } from '../../finding/finding.js';
import { replay } from '../../match/replay.js';
import { grouped } from '../../rewrite/grouped.js';
import { defaultNumCallers, numCallersRange } from '../../suppression/limits.js';
import { exampleLeak } from '../example-finding.js';
import { findingsOf, hitsIn } from '../hits.js';
import { namedFindings } from '../named-finding.js';
import { atName } from '../place.js';
import { depthOf, shownToDepth } from '../shown-depth.js';
import type { LintEntry, LintSet, Rule } from '../rule.js';

export const differsByNumCallers: Rule = {
  id: 'differs-by-num-callers',
  level: 'warning',
  description: 'An entry hides the same findings of the logs at each --num-callers that it may meet.',
  why:
    'Valgrind keeps the first --num-callers location lines of an entry, and records as many callers. With more callers an ' +
    'entry that was cut hides less, and one that skips frames with "..." may hide more, so the set works for one person ' +
    'and not for the other. Compared are the depth that is asked for, 12, which Valgrind has by itself, and as many as the ' +
    'entry has lines. Findings that the logs do not show to that depth do not count.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n   fun:parser_init\n   fun:main\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n   fun:parser_init\n}\n',
    set: {
      numCallers: 3,
      evidence: {
        findings: [exampleLeak('malloc', 'parser_cache', 'parser_init', 'test_parser', 'main')],
        real: [],
      },
    },
  },
  needsLogs: true,
  *check(set) {
    const { numCallers } = set;
    const logs = new Map(set.tools.map((tool) => [tool, logOf(findingsOf(set, tool))]));
    for (const [entry, hits] of hitsIn(set))
      for (const depth of otherDepths(entry, set)) {
        const isCut = entry.patterns.length > Math.min(depth, numCallers);
        for (const tool of entry.tools) {
          const { byKind, isShown } = logs.get(tool)!;
          const findings = (byKind.get(entry.suppression.kind) ?? []).filter(
            (each) =>
              (isCut || depthOf(each) > Math.min(depth, numCallers)) &&
              isShown(each, Math.max(depth, numCallers)),
          );
          const there = hiddenBy(entry, findings, depth);
          const here = { certain: new Set(hits.certain), possible: new Set(hits.possible) };
          const problem = { ...atName(entry), tools: [tool] };
          const [less, more] = [only(findings, here, there), only(findings, there, here)];
          if (less.length > 0) yield { ...problem, message: difference(numCallers, depth, less) };
          if (more.length > 0) yield { ...problem, message: difference(depth, numCallers, more) };
        }
      }
  },
};

function logOf(findings: readonly Finding[]) {
  return { byKind: grouped(findings, ({ kind }) => kind), isShown: shownToDepth(findings) };
}

function difference(at: number, other: number, findings: readonly Finding[]): string {
  const what = findings.length === 1 ? 'a finding' : `${findings.length} findings`;
  return (
    `With --num-callers=${at} this entry hides ${what} that it does not hide with ${other}: ${namedFindings(findings)}. ` +
    'Write it so that both do the same.'
  );
}

function hasGap({ patterns }: LintEntry): boolean {
  return patterns.some(({ type }) => type === '...');
}

/** The depths at which the entry could do something else than at the one of the set. */
function otherDepths(entry: LintEntry, { numCallers, version }: LintSet): readonly number[] {
  const lines = entry.patterns.length;
  const { max } = numCallersRange(version);
  const depths = new Set([defaultNumCallers, Math.min(Math.max(lines, numCallers), max)]);
  return [...depths].filter(
    (depth) =>
      depth !== numCallers &&
      (Math.min(depth, numCallers) < lines || hasGap(entry)) &&
      // Else Valgrind refuses it, and the file with it.
      entry.patterns.slice(0, depth).some(({ type }) => type !== '...'),
  );
}

interface Hidden {
  readonly certain: ReadonlySet<Finding>;
  readonly possible: ReadonlySet<Finding>;
}

/** What the entry hides with so many callers. */
function hiddenBy({ suppression, patterns }: LintEntry, findings: readonly Finding[], at: number): Hidden {
  const frames = patterns.slice(0, at);
  const [hits] = replay([{ ...suppression, frames }], findings, { numCallers: at }).suppressions;
  return { certain: new Set(hits!.certain), possible: new Set(hits!.possible) };
}

/** What one hides for sure, and the other one for sure does not. */
function only(findings: readonly Finding[], one: Hidden, other: Hidden): readonly Finding[] {
  return findings.filter(
    (each) => one.certain.has(each) && !other.certain.has(each) && !other.possible.has(each),
  );
}
