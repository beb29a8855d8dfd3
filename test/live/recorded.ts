import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logForms, type LogForm, type Recording } from './recording.js';

/** Where recordings are committed: the logs as they are, the answers of each scenario as JSON. */
export const recordedFolder = fileURLToPath(new URL('./recorded/', import.meta.url));

export function toFiles(recording: Recording): { name: string; bytes: Buffer }[] {
  const { scenario, logs, ...answers } = recording;
  return [
    ...logForms.map((form) => ({ name: `${scenario}.${form}`, bytes: Buffer.from(logs[form], 'latin1') })),
    { name: `${scenario}.json`, bytes: Buffer.from(`${JSON.stringify(answers, null, 2)}\n`) },
  ];
}

export function readRecording(scenario: string): Recording {
  const read = (name: string, encoding: BufferEncoding) => readFileSync(join(recordedFolder, name), encoding);
  const logs = Object.fromEntries(logForms.map((form) => [form, read(`${scenario}.${form}`, 'latin1')]));
  const answers = JSON.parse(read(`${scenario}.json`, 'utf8')) as Omit<Recording, 'scenario' | 'logs'>;
  return { scenario, ...answers, logs: logs as Record<LogForm, string> };
}

/** Names of the scenarios that are recorded. */
export function recordedScenarios(): string[] {
  const names = readdirSync(recordedFolder).filter((name) => name.endsWith('.json'));
  return names.map((name) => name.slice(0, -'.json'.length)).sort();
}
