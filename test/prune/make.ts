import { addFinding, sortedFindings } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import { createLogCorpus, type LogCorpus } from '../../src/log/corpus-sink.js';
import type { Process } from '../../src/log/sink.js';
import { prune, type PruneOptions } from '../../src/prune/prune.js';
import { reasonOf } from '../../src/report/prune/words.js';
import type { Tool } from '../../src/suppression/suppression.js';
import { newestVersion } from '../../src/suppression/version.js';
import { patterns } from '../minimize/make.js';

export interface Given extends Partial<Omit<PruneOptions, 'findings' | 'real' | 'beside'>> {
  readonly findings?: readonly Finding[];
  readonly processes?: readonly Process[];
  readonly real?: string;
  readonly beside?: string;
}

/** A run of a tool that shows all that happened. */
export function processOf(tool: Tool, more: Partial<Process> = {}): Process {
  return {
    log: 'a.log',
    line: 1,
    tool,
    options: ['--leak-check=full', '--show-leak-kinds=all'],
    suppressedSome: false,
    usedSuppressions: [],
    ...more,
  };
}

/** A run whose log lacks what was hidden, with what it tells of that. */
export function suppressing(counts: Readonly<Record<string, number>>, more: Partial<Process> = {}): Process {
  return processOf('memcheck', {
    suppressedSome: true,
    usedSuppressions: Object.entries(counts).map(([name, count]) => ({ name, count })),
    ...more,
  });
}

export const complete = (['memcheck', 'helgrind', 'drd'] as const).map((tool) => processOf(tool));

export function corpusOf(findings: readonly Finding[], processes: readonly Process[]): LogCorpus {
  const corpus = createLogCorpus();
  for (const each of findings) addFinding(corpus, each);
  (corpus.processes as Process[]).push(...processes);
  return corpus;
}

/** Prunes the text of a file `a.supp`; what is not given is as simple as can be. */
export function pruned(
  text: string,
  { findings = [], processes = complete, real = '', beside, ...more }: Given = {},
) {
  const { corpus = corpusOf(findings, processes) } = more;
  const result = prune([{ name: 'a.supp', bytes: text }], {
    findings: sortedFindings(corpus),
    corpus,
    real: real ? patterns(real) : [],
    own: [],
    beside: beside === undefined ? [] : [{ name: 'b.supp', bytes: beside }],
    today: '2026-01-01',
    version: newestVersion,
    numCallers: 12,
    aggressive: false,
    repair: false,
    ...more,
  });
  return {
    ...result,
    text: result.files[0]!.after,
    /** `remove NAME: CAUSE`, `keep NAME: CAUSE, WHY`. */
    said: result.verdicts.map(
      ({ action, entry, cause, kept }) =>
        `${action} ${entry.name}: ${cause.type}${kept ? `, ${kept.type}` : ''}`,
    ),
    reasons: result.verdicts.map(reasonOf),
  };
}
