import type { Finding } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { idAt } from './record.js';
import { readRecords } from './read-records.js';
import { logForms, type LogForm, type Recording, type Trial } from './recording.js';
import type { Scenario } from './scenarios.js';

export interface Comparison {
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
  /** What chaff said and Valgrind did otherwise, for reading. */
  readonly disagreements: readonly string[];
}

/** chaff's answers from each form of the log, held against what Valgrind did with the suppressions. */
export async function compare(
  recording: Recording,
  scenario: Scenario,
): Promise<Record<LogForm, Comparison>> {
  const truth = await readRecords(recording.logs['generated.xml']);
  const result: Partial<Record<LogForm, Comparison>> = {};
  for (const form of logForms) {
    const findings = await readRecords(recording.logs[form]);
    result[form] = compareForm(findings, truth, recording, scenario);
  }
  return result as Record<LogForm, Comparison>;
}

/** Plain logs know no mangled names and so give other ids: their records are recognised by their order. */
function compareForm(
  findings: readonly Finding[],
  truth: readonly Finding[],
  recording: Recording,
  scenario: Scenario,
): Comparison {
  const count = { yes: 0, no: 0, unknown: 0 };
  const disagreements: string[] = [];
  if (findings.map(outline).join('\n') !== truth.map(outline).join('\n'))
    disagreements.push('the logs do not show the same records');
  const { tool, runCallers: numCallers } = scenario;
  for (const trial of recording.trials) {
    const { suppressions } = load(parse(trial.suppression), {
      file: 'trial',
      tool,
      version: '3.19.0',
      numCallers,
    });
    for (const [i, finding] of findings.entries()) {
      if (finding.kind !== trial.kind || !truth[i]) continue;
      const answer = matches(suppressions[0]!, finding, { numCallers });
      const happened = outcome(trial, recording, idAt(truth[i], numCallers));
      count[answer]++;
      if ((answer === 'yes' && happened !== 'hidden') || (answer === 'no' && happened !== 'reported'))
        disagreements.push(
          `${answer} but ${happened}: ${JSON.stringify(finding.frames)}\n${trial.suppression}`,
        );
    }
  }
  return { ...count, disagreements };
}

function outcome(trial: Trial, recording: Recording, id: string): string {
  if (recording.reported[id] === undefined) return 'not seen';
  const left = trial.left[id];
  if (left === undefined) return 'reported';
  return left === 0 ? 'hidden' : 'hidden in part';
}

/** What all forms of a log tell of a record alike. */
function outline(finding: Finding): string {
  return [finding.kind, finding.extra, finding.leakKind, finding.frames.length].join(' ');
}
