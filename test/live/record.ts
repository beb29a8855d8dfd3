import type { Finding } from '../../src/finding/finding.js';
import { findingId } from '../../src/finding/id.js';
import { recordedStacks } from '../../src/match/stack.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { nearbySuppression } from './mutate.js';
import { createRandom, seedOf, type Random } from './random.js';
import { countById, readRecords } from './read-records.js';
import { logForms, type LogForm, type Recording, type Trial } from './recording.js';
import type { Scenario } from './scenarios.js';
import { build, valgrind, versionOf } from './valgrind.js';

/**
 * Asks Valgrind about a scenario. Each run with suppressions has one entry per kind: entries of different kinds
 * cannot take findings from each other, so each has its own answer, though Valgrind credits only the first that
 * matches.
 */
export async function record(scenario: Scenario, folder: string): Promise<Recording> {
  const program = await build(scenario, folder);
  const common = { program, scenario, numCallers: scenario.logCallers };
  const logs: Partial<Record<LogForm, string>> = {};
  for (const form of logForms) {
    const [how, type] = form.split('.') as ['generated' | 'plain', 'xml' | 'txt'];
    const name = `${scenario.name}-${how}`;
    logs[form] = await valgrind({ ...common, form: type, generate: how === 'generated', name }, folder);
  }
  const findings = await readRecords(logs['generated.xml']!);
  const short = { ...common, numCallers: scenario.runCallers, form: 'xml', generate: true } as const;
  const reported = countById(
    await readRecords(await valgrind({ ...short, name: `${scenario.name}-short` }, folder)),
  );

  const random = createRandom(seedOf(scenario.name));
  const trials: Trial[] = [];
  for (let i = 0; i < scenario.runs; i++) {
    const entries = oneForEachKind(findings, scenario, random);
    const suppressions = entries.map(({ text }) => text).join('');
    const log = await valgrind({ ...short, suppressions, name: `${scenario.name}-${String(i)}` }, folder);
    const left = countById(await readRecords(log));
    for (const { kind, text } of entries) {
      const ids = new Set(
        findings.filter((finding) => finding.kind === kind).map((f) => idAt(f, scenario.runCallers)),
      );
      const missing = [...ids].filter((id) => (left[id] ?? 0) < (reported[id] ?? 0));
      trials.push({
        suppression: text,
        kind,
        left: Object.fromEntries(missing.sort().map((id) => [id, left[id] ?? 0])),
      });
    }
  }
  const version = versionOf('valgrind')!;
  return {
    scenario: scenario.name,
    valgrind: version,
    logs: logs as Record<LogForm, string>,
    reported,
    trials,
  };
}

/** The id that the finding has in a run with smaller `--num-callers`. */
export function idAt(finding: Finding, numCallers: number): string {
  return findingId({ ...finding, frames: recordedStacks(finding, numCallers)[0]!.frames });
}

function oneForEachKind(findings: readonly Finding[], scenario: Scenario, random: Random) {
  const kinds = [...new Set(findings.map((finding) => finding.kind))].sort();
  return kinds.map((kind) => {
    const ofKind = findings.filter((finding) => finding.kind === kind);
    for (;;) {
      const text = nearbySuppression(random.pick(ofKind), random);
      const { tool, runCallers: numCallers } = scenario;
      const { refused, suppressions } = load(parse(text), {
        file: 'trial',
        tool,
        version: '3.19.0',
        numCallers,
      });
      // Some are refused: nothing but `...` after the cut, or src: where Valgrind cannot read it.
      if (!refused && suppressions.length === 1) return { kind, text };
    }
  });
}
