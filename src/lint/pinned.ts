import type { FramePattern } from '../suppression/suppression.js';
import { judged } from './judged.js';
import { atLine, replacing } from './place.js';
import type { RuleProblem } from './problem.js';
import type { LintEntry, LintFile } from './rule.js';
import type { Line } from '../suppression/tree.js';

/** A line with a pattern for a name. */
export type NamePattern = Extract<FramePattern, { type: 'fun' | 'obj' }>;

/** A part of a name that the next build, update or machine has otherwise: bytes `from` to `to` (not included). */
export interface Pin {
  readonly from: number;
  readonly to: number;
  /** What lasts in its place; undefined where nothing does. */
  readonly instead: string | undefined;
  readonly message: string;
  readonly severity?: 'warning';
}

/** The part that differs between a pattern and one that lasts; undefined where they are equal. */
export function pinBetween(pattern: string, lasting: string): Omit<Pin, 'message'> | undefined {
  if (pattern === lasting) return undefined;
  const shorter = Math.min(pattern.length, lasting.length);
  let from = 0;
  while (from < shorter && pattern[from] === lasting[from]) from += 1;
  let kept = 0;
  while (kept < shorter - from && pattern.at(-1 - kept) === lasting.at(-1 - kept)) kept += 1;
  const to = pattern.length - kept;
  return { from, to, instead: lasting.slice(from, lasting.length - kept) };
}

/**
 * One problem for each entry with pins, however many lines have them: it is shown at the first of those that matter
 * most, and its suggestion loosens them all.
 */
export function* pinnedIn(
  files: readonly LintFile[],
  pinOf: (pattern: NamePattern) => Pin | undefined,
): Generator<RuleProblem> {
  for (const file of files) {
    const pinned = new Map<LintEntry, Pinned[]>();
    for (const { entry, location, verdict: pin } of judged(file, pinOfLine)) {
      const known = pinned.get(entry);
      if (known) known.push({ line: location.line, pin });
      else pinned.set(entry, [{ line: location.line, pin }]);
    }
    for (const [entry, lines] of pinned) yield problemOf(entry, lines);
  }

  function pinOfLine(pattern: FramePattern): Pin | undefined {
    return pattern.type === 'fun' || pattern.type === 'obj' ? pinOf(pattern) : undefined;
  }
}

interface Pinned {
  readonly line: Line;
  readonly pin: Pin;
}

function problemOf({ file, tools }: LintEntry, pinned: readonly Pinned[]): RuleProblem {
  const main = pinned.find(({ pin }) => pin.severity !== undefined) ?? pinned[0]!;
  const different = new Map(pinned.map((each) => [each.line.text, each]));
  different.delete(main.line.text);
  const loose = pinned.filter(({ pin }) => pin.instead !== undefined);
  const more = loose.length > 1 ? `, and the like in ${count(loose.length - 1, 'more line')}` : '';
  return {
    ...placeOf(file.name, main),
    ...(main.pin.severity && { severity: main.pin.severity }),
    message: main.pin.message,
    tools,
    suggestions:
      main.pin.instead === undefined
        ? []
        : [{ description: `write "${loosened(main)}"${more}`, edits: loose.map(loosening) }],
    related: [...different.values()].map((each) => ({
      ...placeOf(file.name, each),
      message: 'So is this.',
    })),
  };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

const prefix = 'fun:'.length;

function placeOf(file: string, { line, pin }: Pinned) {
  return atLine(file, line, prefix + pin.from, prefix + pin.to);
}

function loosening({ line, pin }: Pinned) {
  return replacing(line, pin.instead!, prefix + pin.from, prefix + pin.to);
}

function loosened({ line: { text }, pin }: Pinned): string {
  return text.slice(0, prefix + pin.from) + pin.instead! + text.slice(prefix + pin.to);
}
