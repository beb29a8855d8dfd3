import type { Finding, Frame } from '../finding/finding.js';
import { exactLine, framesWithin } from '../generate/lines.js';
import { matches } from '../match/matches.js';
import { entriesIn, readSetFile } from '../set/read-set.js';
import { numCallersRange } from '../suppression/limits.js';
import type { FramePattern } from '../suppression/suppression.js';
import { newestVersion } from '../suppression/version.js';
import { formatSuppression, type NewEntry } from '../suppression/write.js';

/** The narrowest entry for a finding. */
export interface Exact {
  /** Without name and comments. */
  readonly entry: Omit<NewEntry, 'name' | 'comments'>;
  /** As `SetEntry.content` has it: by it the entry is found in a file, whatever its name and layout. */
  readonly content: string;
}

/** Lines that an entry may have. It is written as deep as its log goes: Valgrind reads as much as it records. */
const deepest = numCallersRange(newestVersion).max;

/**
 * The narrowest entry that surely matches, for each of some findings; undefined where there is none, as for a finding
 * without a stack. Findings with equal lines share one.
 */
export function exactEntries(findings: readonly Finding[]): readonly (Exact | undefined)[] {
  const fresh = findings.filter((finding) => !known.has(finding));
  exactEntriesOf(fresh).forEach((exact, at) => known.set(fresh[at]!, exact));
  return findings.map((finding) => known.get(finding));
}

/** A decision, what takes it back, and the next one about the same findings ask for the same. */
const known = new WeakMap<Finding, Exact | undefined>();

function exactEntriesOf(findings: readonly Finding[]): readonly (Exact | undefined)[] {
  const narrow = read(
    findings,
    findings.map((finding) => entryOf(finding, lineInSource)),
  );
  const missing = findings.filter((_, at) => !narrow[at]);
  const other = read(
    missing,
    missing.map((finding) => entryOf(finding, exactLine)),
  );
  let next = 0;
  return narrow.map((exact) => exact ?? other[next++]);
}

/** Can a verdict on the finding be written down? */
export function isDecidable(finding: Finding): boolean {
  return exactEntries([finding])[0] !== undefined;
}

function entryOf(finding: Finding, lineOf: (frame: Frame) => FramePattern): Exact['entry'] {
  const { kind, extra, leakKind } = finding;
  return {
    kind,
    ...(extra === undefined ? {} : { extra }),
    ...(leakKind === undefined ? {} : { leakKinds: [leakKind] }),
    frames: framesWithin(finding, deepest).slice(0, deepest).map(lineOf),
  };
}

/** A frame of which a log tells neither symbol nor object is known by its place in the source, rather than being any frame. */
function lineInSource(frame: Frame): FramePattern {
  const line = exactLine(frame);
  if (line.type !== 'obj' || line.pattern !== '*' || typeof frame.file !== 'string') return line;
  return { type: 'src', file: frame.file, line: frame.line ?? 0 };
}

/** What tools make of entries. They are tried on their findings, for what is written must be found again. */
function read(findings: readonly Finding[], entries: readonly Exact['entry'][]): (Exact | undefined)[] {
  const texts = entries.map((entry, at) =>
    entry.frames.length === 0 ? '' : formatSuppression({ ...entry, name: String(at) }),
  );
  const found: (Exact | undefined)[] = entries.map(() => undefined);
  for (const { name, loaded, content } of entriesIn([readSetFile({ name: '', bytes: texts.join('') })])) {
    const at = Number(name);
    const suppression = loaded.get(findings[at]!.tool);
    if (suppression && matches(suppression, findings[at]!) === 'yes')
      found[at] = { entry: entries[at]!, content };
  }
  return found;
}
