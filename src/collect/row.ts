import type { AuxiliaryStack, Frame } from '../finding/finding.js';
import { leakKinds, type Tool } from '../suppression/suppression.js';
import type { CollectedFinding, OriginOfRun, Part } from './collected.js';
import { frames, list, nonEmpty, number, optional, record, text } from './shape.js';
import { expect } from './unreadable.js';

/** A finding in the order and the words of the file. */
export interface Row {
  readonly id: string;
  readonly tool: string;
  readonly kind: string;
  readonly extra?: string;
  readonly leakKind?: string;
  readonly what: string;
  readonly command?: string;
  readonly pid?: number;
  readonly thread?: string;
  readonly hidesBelowMain: boolean;
  /** The stack, and its variants. */
  readonly stacks: readonly (readonly Frame[])[];
  readonly auxiliary: readonly AuxiliaryStack[];
  readonly origins: readonly (AuxiliaryStack & { readonly run: string })[];
  readonly firstRun: string;
  readonly parts: readonly (Part & { readonly run: string })[];
}

/** @param order of runs, by which parts stand */
export function rowOf(finding: CollectedFinding, order: ReadonlyMap<string, number>): Row {
  const { id, first, stacks, origins, hidesBelowMain, parts } = finding;
  const { run, tool, kind, extra, leakKind, what, command, pid, thread, auxiliary } = first;
  return {
    ...{ id, tool, kind, extra, leakKind, what, command, pid, thread, hidesBelowMain, stacks, auxiliary },
    origins: origins.map((each) => ({ run: each.run, ...each.origin })),
    firstRun: run,
    parts: [...parts]
      .sort(([a], [b]) => order.get(a)! - order.get(b)!)
      .map(([of, { line, count, records, bytes, blocks }]) => ({
        ...{ run: of, line, count, records, bytes, blocks },
      })),
  };
}

const tools: Record<Tool, true> = {
  memcheck: true,
  helgrind: true,
  drd: true,
  'exp-sgcheck': true,
  'exp-ptrcheck': true,
  none: true,
};

export function toolOf(told: string): Tool {
  expect(Object.hasOwn(tools, told));
  return told as Tool;
}

/** Throws `UnreadableCorpus` for a row that cannot be of this program. `runs` are those of the file. */
export function findingOfRow(row: Row, runs: ReadonlyMap<string, unknown>): CollectedFinding {
  const { id, tool, kind, extra, what, command, pid, thread, hidesBelowMain, stacks, auxiliary, firstRun } =
    row;
  const leakKind = leakKinds.find((each) => each === row.leakKind);
  expect(/^[0-9a-f]{20}$/.test(id) && (row.leakKind === undefined) === (leakKind === undefined));
  const parts = new Map<string, Part>();
  for (const { run, line, count, records, bytes, blocks } of row.parts) {
    expect(runs.has(run) && !parts.has(run));
    parts.set(run, {
      ...{ line, count, records },
      ...(bytes !== undefined && { bytes }),
      ...(blocks !== undefined && { blocks }),
    });
  }
  const origins = row.origins.map(({ run, caption, frames }): OriginOfRun => ({
    run,
    origin: { caption, frames },
  }));
  expect(stacks.length > 0 && parts.has(firstRun) && origins.every(({ run }) => parts.has(run)));
  const first = {
    ...{ run: firstRun, kind, extra, leakKind, tool: toolOf(tool), what, auxiliary, pid, command, thread },
  };
  return { id, first, stacks, origins, hidesBelowMain, parts };
}

/** Reads a row from JSON. */
export function rowFrom(json: unknown): Row {
  const row = record(json);
  const auxiliary = (stack: unknown) => {
    const { caption, frames: told } = record(stack);
    return { caption: text(caption), frames: frames(told) };
  };
  return {
    id: text(row['id']),
    tool: text(row['tool']),
    kind: text(row['kind']),
    extra: optional(text, row['extra']),
    leakKind: optional(text, row['leakKind']),
    what: text(row['what']),
    command: optional(text, row['command']),
    pid: optional(number, row['pid']),
    thread: optional(text, row['thread']),
    hidesBelowMain: row['hidesBelowMain'] === true,
    stacks: nonEmpty(list(frames, row['stacks'])),
    auxiliary: list(auxiliary, row['auxiliary']),
    origins: list((each) => ({ run: text(record(each)['run']), ...auxiliary(each) }), row['origins']),
    firstRun: text(row['firstRun']),
    parts: list((each) => {
      const { run, line, count, records, bytes, blocks } = record(each);
      return {
        run: text(run),
        line: number(line),
        count: number(count),
        records: number(records),
        bytes: optional(number, bytes),
        blocks: optional(number, blocks),
      };
    }, row['parts']),
  };
}
