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
  /** `finding.places`, changeable, sorted by log. */
  readonly places: Place[];
  readonly placeOf: Map<string, Place>;
}

interface GrowingCorpus extends Corpus {
  readonly findings: Map<string, Growing>;
  readonly roots: WeakMap<Finding, Roots>;
}

export function createCorpus(): Corpus {
  const corpus: GrowingCorpus = { findings: new Map(), roots: new WeakMap() };
  return corpus;
}

/**
 * Folds a record, or a finding of another corpus (both have at least one place), into the finding with its id,
 * and returns that finding, which goes on growing as more is added.
 */
export function addFinding(corpus: Corpus, record: Finding): Finding {
  const { findings, roots } = corpus as GrowingCorpus;
  const old = findings.get(record.id);
  if (!old) {
    const planted = plant(record);
    findings.set(record.id, planted.finding);
    roots.set(planted.finding, planted);
    return planted.finding;
  }
  grow(roots.get(old)!, record);
  return old;
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
  const roots: Roots = { finding: { ...record, places }, stacks: [], places, placeOf: new Map() };
  addStacks(roots, record);
  addPlaces(roots, record);
  return roots;
}

function grow(roots: Roots, record: Finding): void {
  const { finding, places } = roots;
  const first = places[0]!;
  const order = comparePlaces(record.places[0]!, first);
  if (order < 0 || (order === 0 && firstKey(record) < firstKey(finding)))
    Object.assign(finding, ofFirst(record));
  finding.count += record.count;
  finding.records += record.records;
  finding.hidesBelowMain ||= record.hidesBelowMain;
  finding.origins = withOrigins(finding.origins, record.origins);
  if (record.bytes !== undefined) finding.bytes = (finding.bytes ?? 0) + record.bytes;
  if (record.blocks !== undefined) finding.blocks = (finding.blocks ?? 0) + record.blocks;
  addStacks(roots, record);
  addPlaces(roots, record);
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
  for (const frames of [record.frames, ...record.variants]) roots.stacks = withStack(roots.stacks, frames);
  if (roots.stacks === before) return;
  const [frames, ...variants] = roots.stacks;
  roots.finding.frames = frames!;
  roots.finding.variants = variants;
}

function addPlaces(roots: Roots, record: Finding): void {
  const { places, placeOf } = roots;
  for (const place of record.places) {
    const known = placeOf.get(place.log);
    if (known && known.line <= place.line) continue;
    if (known) places.splice(places.indexOf(known), 1);
    const later = places.findIndex((other) => comparePlaces(other, place) > 0);
    places.splice(later < 0 ? places.length : later, 0, place);
    placeOf.set(place.log, place);
  }
}

function comparePlaces(a: Place, b: Place): number {
  return a.log < b.log ? -1 : a.log > b.log ? 1 : a.line - b.line;
}
