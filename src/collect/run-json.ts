import type { LogProblem, Notice, Process, UsedSuppression } from '../log/sink.js';
import { compareRuns, type Run, type Told } from './collected.js';
import { toolOf } from './row.js';
import { flag, fromJson, list, number, optional, record, text, toJson } from './shape.js';
import { bytesOfName, nameOfBytes } from './text.js';
import { expect } from './unreadable.js';

/** Runs as the file holds them, in their order. */
export function runsToJson(runs: readonly Run[]): string {
  return toJson([...runs].sort(compareRuns).map((run) => ({ ...run, log: bytesOfName(run.log) })));
}

/** Throws `UnreadableCorpus`, or what `JSON.parse` does. */
export function runsFromJson(json: string): Map<string, Run> {
  const runs = new Map<string, Run>();
  for (const run of list(runFrom, fromJson(json))) {
    expect(/^[0-9a-f]{64}$/.test(run.hash) && !runs.has(run.hash));
    runs.set(run.hash, run);
  }
  return runs;
}

function runFrom(json: unknown): Run {
  const { hash, log, seen, processes, notices, problems } = record(json);
  return {
    hash: text(hash),
    log: nameOfBytes(text(log)),
    ...(seen !== undefined && {
      seen: { first: number(record(seen)['first']), last: number(record(seen)['last']) },
    }),
    processes: list(processFrom, processes),
    notices: list(noticeFrom, notices),
    problems: list(problemFrom, problems),
  };
}

function processFrom(json: unknown): Told<Process> {
  const told = record(json);
  return defined({
    line: number(told['line']),
    pid: optional(number, told['pid']),
    tool: optional((tool) => toolOf(text(tool)), told['tool']),
    valgrind: optional(text, told['valgrind']),
    command: optional(text, told['command']),
    options: optional((options) => list(text, options), told['options']),
    numCallers: optional(number, told['numCallers']),
    suppressedSome: flag(told['suppressedSome']),
    suppressed: optional(errorsFrom, told['suppressed']),
    summary: optional(errorsFrom, told['summary']),
    usedSuppressions: list(usedFrom, told['usedSuppressions']),
  });
}

function errorsFrom(json: unknown): NonNullable<Process['summary']> {
  const { errors, contexts } = record(json);
  return { errors: number(errors), contexts: number(contexts) };
}

function usedFrom(json: unknown): UsedSuppression {
  const { name, count, file, line, bytes, blocks } = record(json);
  return defined({
    name: text(name),
    count: number(count),
    file: optional(text, file),
    line: optional(number, line),
    bytes: optional(number, bytes),
    blocks: optional(number, blocks),
  });
}

const types: Record<Notice['type'], true> = {
  'cut-off': true,
  'switching-stacks': true,
  'fatal-signal': true,
  unhandled: true,
  'refused-suppressions': true,
  'tool-crash': true,
};

function noticeFrom(json: unknown): Told<Notice> {
  const { line, type, text: told } = record(json);
  expect(typeof type === 'string' && Object.hasOwn(types, type));
  return { line: number(line), type: type as Notice['type'], text: text(told) };
}

function problemFrom(json: unknown): Told<LogProblem> {
  const { line, message } = record(json);
  return { line: number(line), message: text(message) };
}

/** Without the properties that are not told. */
function defined<T extends object>(told: T): T {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as T;
}
