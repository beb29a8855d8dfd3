import type { Finding } from '../finding/finding.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import { matches } from '../match/matches.js';
import type { OwnCode } from '../minimize/own.js';
import type { Suppression } from '../suppression/suppression.js';
import { createComparer } from './compare.js';
import type { ReadSet, Said, ReadEntry } from './entries.js';
import { explainEntry } from './explain-entry.js';
import { explainFinding } from './explain-finding.js';
import type { About, Explained, SaidHidden } from './explained.js';
import type { Explaining } from './explaining.js';

/** What is known. */
export interface Known {
  /** What the logs report. */
  readonly findings: readonly Finding[];
  readonly corpus: Pick<LogCorpus, 'processes' | 'suppressed'>;
  readonly set: ReadSet;
  /** Patterns of findings that must stay reported. */
  readonly real: readonly Suppression[];
  readonly own: OwnCode;
  /** The Valgrind that reads the set, and its `--num-callers`. */
  readonly version: string;
  readonly numCallers: number;
  /** How many of the nearest entries are wanted for a finding that none hides. */
  readonly nearest: number;
}

/** What is asked: about one finding, one entry of the set, or all findings in short. */
export type Question =
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'entry'; readonly entry: ReadEntry }
  | { readonly type: 'all' };

/** Says which entry hides a finding, or why none does, and what an entry hides; nothing is claimed that was not tried. */
export function explain(known: Known, question: Question): Explained {
  return {
    about: answer(question, explaining(known)),
    numCallers: known.numCallers,
    refused: firstOfEach(known.set.problems),
  };
}

function answer(question: Question, given: Explaining): About {
  switch (question.type) {
    case 'finding':
      return { type: 'finding', finding: explainFinding(question.finding, given) };
    case 'entry':
      return { type: 'entry', entry: explainEntry(question.entry, given) };
    case 'all':
      return {
        type: 'all',
        findings: given.findings.map((finding) => explainFinding(finding, given)),
        said: saidHidden(given),
      };
  }
}

function explaining(known: Known): Explaining {
  const { version, numCallers, real } = known;
  const marked = new Map<Finding, boolean>();
  return {
    ...known,
    judging: { version, numCallers, comparer: createComparer() },
    isReal(finding) {
      const is = marked.get(finding) ?? real.some((pattern) => matches(pattern, finding) !== 'no');
      marked.set(finding, is);
      return is;
    },
  };
}

/** What the logs list as hidden while they were recorded and do not report elsewhere, by id. */
export function saidHidden({ findings, corpus }: Pick<Known, 'findings' | 'corpus'>): SaidHidden[] {
  const reported = new Set(findings.map(({ id }) => id));
  const said = new Map<string, { finding: Finding; by: string[] }>();
  for (const [name, hidden] of corpus.suppressed)
    for (const finding of hidden.findings.values()) {
      if (reported.has(finding.id)) continue;
      const one = said.get(finding.id);
      if (one) one.by.push(name);
      else said.set(finding.id, { finding, by: [name] });
    }
  return [...said.values()].sort((a, b) => (a.finding.id < b.finding.id ? -1 : 1));
}

function firstOfEach(problems: readonly Said[]): Said[] {
  const errors = problems.filter(({ problem }) => problem.severity === 'error');
  return errors.filter(({ tool }, at) => errors.findIndex((each) => each.tool === tool) === at);
}
