import type { Finding } from '../finding/finding.js';
import { matches } from '../match/matches.js';
import type { Breadth } from '../minimize/breadth.js';
import type { SyntaxProblem } from '../suppression/problem.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { breadthIn } from './breadth.js';
import { callersOf, type Caller } from './callers.js';
import type { ReadEntry } from './entries.js';
import { contradictionsOf, usesOf, type Contradiction, type Use } from './evidence.js';
import type { Explaining } from './explaining.js';
import { caseOf, changesFor, suppressionFor, verdictOf, type Verdict } from './verdict.js';

export interface ExplainedEntry {
  readonly entry: ReadEntry;
  /** What the first tool that reads it has of it, or would have if its name stood there as Valgrind spells it. */
  readonly suppression: Suppression | undefined;
  /** Why tools refuse it. */
  readonly problems: readonly { readonly tool: Tool; readonly problem: SyntaxProblem }[];
  readonly hides: readonly HiddenFinding[];
  /** Findings of which the log cannot tell whether it hides them. */
  readonly mayHide: readonly FindingVerdict[];
  /** Findings of its kind that one change would make it hide, the narrowest change first. */
  readonly nearlyHides: readonly FindingVerdict[];
  /** How many of these there are in all. */
  readonly nearlyHidesInAll: number;
  /** Undefined where it hides nothing. */
  readonly breadth: Breadth | undefined;
  readonly callers: readonly Caller[];
  readonly uses: readonly Use[];
  readonly contradictions: readonly Contradiction[];
}

export interface HiddenFinding {
  readonly finding: Finding;
  /** Marked as real: it should stay reported. */
  readonly real: boolean;
  /** Others that hide it too and that Valgrind tries before this one, as long as no match has changed their order. */
  readonly before: readonly ReadEntry[];
}

export interface FindingVerdict {
  readonly finding: Finding;
  readonly verdict: Verdict;
}

/** More findings that are nearly hidden are not shown. */
const mostNearly = 10;

export function explainEntry(entry: ReadEntry, explaining: Explaining): ExplainedEntry {
  const { findings, set, judging, numCallers, corpus } = explaining;
  const suppression = [
    ...entry.loaded.values(),
    ...[...entry.meant.values()].map((each) => each.suppression),
  ][0];
  const rivals = set.entries.slice(set.entries.indexOf(entry) + 1).reverse();
  const answered = findings
    .filter((finding) => suppressionFor(entry, finding)?.kind === finding.kind)
    .map((finding) => {
      const loaded = entry.loaded.get(finding.tool);
      return { finding, answer: loaded ? matches(loaded, finding, { numCallers }) : 'no' };
    });
  const those = (wanted: string) =>
    answered.filter(({ answer }) => answer === wanted).map(({ finding }) => finding);
  const hides = those('yes');
  const judge = (finding: Finding): FindingVerdict => ({
    finding,
    verdict: verdictOf(caseOf(entry, finding, judging)!, judging),
  });
  const nearly = those('no')
    .filter((finding) => mayBeNear(entry, finding, explaining))
    .map(judge)
    .filter(({ verdict: { edit } }) => edit?.changes.length === 1)
    .sort((a, b) => a.verdict.edit!.cost - b.verdict.edit!.cost);
  const uses = usesOf(entry, set.entries, corpus.processes);
  return {
    entry,
    suppression,
    problems: set.problems.filter(
      ({ problem }) =>
        problem.file === entry.file && problem.line >= entry.first && problem.line <= entry.last,
    ),
    hides: hides.map((finding) => ({
      finding,
      real: explaining.isReal(finding),
      before: rivals.filter((other) => {
        const theirs = other.loaded.get(finding.tool);
        return theirs !== undefined && matches(theirs, finding, { numCallers }) === 'yes';
      }),
    })),
    mayHide: those('unknown').map(judge),
    nearlyHides: nearly.slice(0, mostNearly),
    nearlyHidesInAll: nearly.length,
    breadth: suppression && breadthIn(suppression, hides, explaining),
    callers: suppression ? callersOf(suppression, hides, numCallers) : [],
    uses,
    contradictions: contradictionsOf(entry, uses, hides, corpus.processes),
  };
}

/** Saves trying what cannot be: most findings of a kind have nothing to do with each other. */
function mayBeNear(entry: ReadEntry, finding: Finding, { judging }: Explaining): boolean {
  const one = caseOf(entry, finding, judging);
  const lines = one && changesFor(one, judging);
  return lines !== undefined && lines.changes.length + one!.head.changes!.length === 1;
}
