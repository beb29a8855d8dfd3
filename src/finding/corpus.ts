import type { Finding, Frame, Place } from './finding.js';
import { withOrigins } from './origins.js';
import { withStack } from './variants.js';

/**
 * The distinct findings of any number of logs. Everything kept is a sum, a minimum or a set over the records,
 * so the order in which records arrive does not show in the result.
 */
export interface Corpus {
  /** By id, in order of arrival; `sortedFindings` has the total order. */
  readonly findings: ReadonlyMap<string, Finding>;
}

/** A finding while it grows. */
type Growing = { -readonly [P in keyof Finding]: Finding[P] };

/** What a kept finding needs to grow and no reader of it needs to know. */
interface Roots {
  readonly finding: Growing;
  stacks: readonly (readonly Frame[])[];
  /** The stack that was added last: a reader gives equal stacks as the same array again and again. */
  last: readonly Frame[] | undefined;
  /** `finding.places`, changeable, sorted by log, each log once. */
  readonly places: Place[];
}

interface GrowingCorpus extends Corpus {
  readonly findings: Map<string, Growing>;
  /** By id. */
  readonly roots: Map<string, Roots>;
}

/** An empty corpus, to add to. */
export function createCorpus(): Corpus {
  const corpus: GrowingCorpus = { findings: new Map(), roots: new Map() };
  return corpus;
}

/**
 * Folds a record, or a finding of another corpus (both have at least one place), into the finding with its id,
 * and returns that finding, which goes on growing as more is added.
 */
export function addFinding(corpus: Corpus, record: Finding): Finding {
  const { findings, roots } = corpus as GrowingCorpus;
  const old = roots.get(record.id);
  if (!old) {
    const planted = plant(record);
    findings.set(record.id, planted.finding);
    roots.set(record.id, planted);
    return planted.finding;
  }
  grow(old, record);
  return old.finding;
}

/** All that is new of a record without origins whose finding has been seen with the same stack before. */
export interface Repeat extends Place, Pick<Finding, 'id' | 'hidesBelowMain'> {
  /** The very array of that stack. */
  readonly frames: readonly Frame[];
  readonly bytes: number | undefined;
  readonly blocks: number | undefined;
  /** The finding of this corpus with that id, where it is known. */
  readonly kept?: Finding | undefined;
  /** A record of it from an earlier line of the same log has been folded. */
  readonly isLater?: boolean;
}

/** The same as `addFinding`, which takes longer, where that would say nothing but a repeat; else undefined and nothing is done. */
export function addRepeat(corpus: Corpus, repeat: Repeat): Finding | undefined {
  const { findings, roots } = corpus as GrowingCorpus;
  const finding = (repeat.kept as Growing | undefined) ?? findings.get(repeat.id);
  if (!finding) return undefined;
  if (finding.frames !== repeat.frames && !hasStack(roots.get(repeat.id)!, repeat.frames)) return undefined;
  const places = finding.places as Place[];
  if (!repeat.isLater && comparePlaces(repeat, places[0]!) <= 0) return undefined;
  finding.count++;
  finding.records++;
  finding.hidesBelowMain ||= repeat.hidesBelowMain;
  if (repeat.bytes !== undefined) finding.bytes = (finding.bytes ?? 0) + repeat.bytes;
  if (repeat.blocks !== undefined) finding.blocks = (finding.blocks ?? 0) + repeat.blocks;
  if (!repeat.isLater) addPlace(places, repeat);
  return finding;
}

/** Says that `finding`, one of the corpus, happened `times` times more than its records tell. */
export function addOccurrences(finding: Finding, times: number): void {
  (finding as Growing).count += times;
}

/** All findings by id: a total order of their own contents. */
export function sortedFindings(corpus: Corpus): Finding[] {
  return [...corpus.findings.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function plant(record: Finding): Roots {
  const places: Place[] = [];
  const roots: Roots = { finding: { ...record, places }, stacks: [], last: undefined, places };
  addStacks(roots, record);
  for (const place of record.places) addPlace(places, place);
  return roots;
}

function grow(roots: Roots, record: Finding): void {
  const { finding, places } = roots;
  const order = comparePlaces(record.places[0]!, places[0]!);
  if (order < 0 || (order === 0 && firstKey(record) < firstKey(finding)))
    Object.assign(finding, ofFirst(record));
  finding.count += record.count;
  finding.records += record.records;
  finding.hidesBelowMain ||= record.hidesBelowMain;
  if (record.origins.length > 0) finding.origins = withOrigins(finding.origins, record.origins);
  if (record.bytes !== undefined) finding.bytes = (finding.bytes ?? 0) + record.bytes;
  if (record.blocks !== undefined) finding.blocks = (finding.blocks ?? 0) + record.blocks;
  addStacks(roots, record);
  for (const place of record.places) addPlace(places, place);
}

/** What is told of the first record only: the one at the smallest place. */
const ofFirst = ({ tool, what, auxiliary, pid, command, thread }: Finding) => ({
  tool,
  what,
  auxiliary,
  pid,
  command,
  thread,
});

/** Orders two records of one place, which happens when a log is read twice or has no line ends. */
function firstKey(finding: Finding): string {
  return JSON.stringify(ofFirst(finding));
}

function addStacks(roots: Roots, record: Finding): void {
  const before = roots.stacks;
  addStack(roots, record.frames);
  for (const frames of record.variants) addStack(roots, frames);
  if (roots.stacks === before) return;
  const [frames, ...variants] = roots.stacks;
  roots.finding.frames = frames!;
  roots.finding.variants = variants;
}

function addStack(roots: Roots, frames: readonly Frame[]): void {
  if (hasStack(roots, frames)) return;
  roots.stacks = withStack(roots.stacks, frames);
  roots.last = frames;
}

/** What is kept only gets better, so that a stack that was once added has nothing to add again. */
function hasStack({ last, stacks }: Roots, frames: readonly Frame[]): boolean {
  return last === frames || stacks.includes(frames);
}

function addPlace(places: Place[], { log, line }: Place): void {
  const at = positionOf(places, log);
  const known = places[at];
  if (known?.log !== log) places.splice(at, 0, { log, line });
  else if (known.line > line) places[at] = { log, line };
}

/** Where the place of `log` is in sorted places or would be. Logs mostly come in order, so the end is looked at first. */
function positionOf(places: readonly Place[], log: string): number {
  let end = places.length;
  const last = places[end - 1]?.log;
  if (last === log) return end - 1;
  if (last === undefined || last < log) return end;
  let start = 0;
  while (start < end) {
    const middle = (start + end) >> 1;
    if (places[middle]!.log < log) start = middle + 1;
    else end = middle;
  }
  return start;
}

function comparePlaces(a: Place, b: Place): number {
  if (a.log === b.log) return a.line - b.line;
  return a.log < b.log ? -1 : 1;
}
