import type { AuxiliaryStack, Finding, Frame, Place } from '../../src/finding/finding.js';
import { withOrigins } from '../../src/finding/origins.js';
import { withStack } from '../../src/finding/variants.js';

/** Folds records as corpus.ts does, but anew with each record and with nothing remembered. */
export function foldPlainly(records: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding[]>();
  for (const record of records) byId.set(record.id, [...(byId.get(record.id) ?? []), record]);
  return [...byId.values()].map(foldEqual).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function foldEqual(records: readonly Finding[]): Finding {
  const first = records.reduce((one, other) => (isBefore(other, one) ? other : one));
  const { tool, what, auxiliary, pid, command, thread } = first;
  let stacks: readonly (readonly Frame[])[] = [];
  let { origins } = records[0]!;
  const places = new Map<string, Place>();
  for (const record of records) {
    for (const frames of [record.frames, ...record.variants]) stacks = withStack(stacks, copied(frames));
    if (record !== records[0]) origins = withOrigins(origins, record.origins.map(copiedStack));
    for (const place of record.places) {
      const known = places.get(place.log);
      if (!known || place.line < known.line) places.set(place.log, place);
    }
  }
  const [frames, ...variants] = stacks;
  return {
    ...records[0]!,
    ...{ tool, what, auxiliary, pid, command, thread },
    frames: frames!,
    variants,
    origins,
    hidesBelowMain: records.some((record) => record.hidesBelowMain),
    ...sumOf(records, 'bytes'),
    ...sumOf(records, 'blocks'),
    ...sumOf(records, 'count'),
    ...sumOf(records, 'records'),
    places: [...places.values()].sort((a, b) => (a.log < b.log ? -1 : 1)),
  };
}

function isBefore(a: Finding, b: Finding): boolean {
  const [one, other] = [a.places[0]!, b.places[0]!];
  if (one.log !== other.log) return one.log < other.log;
  if (one.line !== other.line) return one.line < other.line;
  const key = ({ tool, what, auxiliary, pid, command, thread }: Finding) =>
    JSON.stringify({ tool, what, auxiliary, pid, command, thread });
  return key(a) < key(b);
}

function sumOf(records: readonly Finding[], property: 'bytes' | 'blocks' | 'count' | 'records') {
  const told = records.flatMap((record) => record[property] ?? []);
  return told.length === 0 ? {} : { [property]: told.reduce((a, b) => a + b) };
}

/** No array or object is one that was seen before. */
const copied = (frames: readonly Frame[]): Frame[] => frames.map((frame) => ({ ...frame }));
const copiedStack = ({ caption, frames }: AuxiliaryStack): AuxiliaryStack => ({
  caption,
  frames: copied(frames),
});
