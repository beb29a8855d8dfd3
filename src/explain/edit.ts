import type { Finding } from '../finding/finding.js';
import { matches } from '../match/matches.js';
import { loadedFrom } from '../rewrite/survey.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { formatSuppression } from '../suppression/write.js';
import { align, type Alignment } from './align.js';
import { costOfChange, type LineChange, type LineChanges } from './changes.js';
import { weightOf, type HeadChange } from './head.js';
import type { ExplainedStack } from './stack.js';

/** Changes of an entry that make it match a finding, and have been tried. */
export interface Edit {
  readonly changes: readonly EditChange[];
  /** Orders edits: fewer changes, then narrower ones. */
  readonly cost: number;
  /** The entry with the changes, as Valgrind loads it. */
  readonly suppression: Suppression;
  /** How its lines then lie over the stack. */
  readonly alignment: Alignment;
}

/** One change of one line. All texts are byte strings, lines without their indentation. */
export interface EditChange {
  readonly type: 'tool' | 'kind' | 'extra' | 'leak kinds' | 'replace' | 'insert' | 'remove';
  /** The lines that are replaced or go; empty for a line that is new. */
  readonly was: readonly string[];
  /** What stands there then; empty for lines that go. */
  readonly now: readonly string[];
  /**
   * Position among the location lines, from 0, of the first line that is replaced or goes, or that a new one is put in front of;
   * undefined for lines above the locations.
   */
  readonly line?: number;
  /** The line that a new one is put in front of. */
  readonly before?: string;
  /** What stands there now need not be what was meant: a function whose name is only alike, or no line at all. */
  readonly isGuess?: true;
}

export interface EditOptions {
  readonly version: string;
  readonly numCallers: number;
}

/**
 * The entry with changes of its head and lines, loaded as Valgrind loads it and tried on the finding. Undefined when it does
 * not surely match then.
 */
export function edited(
  { head, lines }: { readonly head: readonly HeadChange[]; readonly lines: LineChanges },
  suppression: Suppression,
  { finding, stack }: { readonly finding: Finding; readonly stack: ExplainedStack },
  options: EditOptions,
): Edit | undefined {
  const { changes, cost } = lines;
  if (changes.some(({ type }) => type === 'open')) return undefined;
  const frames = changedLines(suppression.frames, changes);
  const changed = head.reduce<Suppression>((of, { apply }) => apply(of), { ...suppression, frames });
  const loaded = loadedFrom(formatSuppression(changed), finding.tool, options);
  if (!loaded || matches(loaded, finding, { numCallers: options.numCallers }) !== 'yes') return undefined;
  return {
    changes: [...head.map(ofHead), ...changes.map((change) => ofLines(change, suppression.frames))],
    // Narrower than any change of a line: what is changed is needed in any case.
    cost: cost + weightOf(head) * costOfChange,
    suppression: { ...loaded, name: suppression.name, file: suppression.file, line: suppression.line },
    alignment: align(loaded.frames, stack),
  };
}

/** The location lines as they are after the changes. */
function changedLines(lines: readonly FramePattern[], changes: readonly LineChange[]): FramePattern[] {
  const gap: FramePattern = { type: '...' };
  let cut = lines.length;
  const placed: FramePattern[][] = lines.map((line) => [line]);
  for (const change of changes)
    switch (change.type) {
      case 'replace':
        placed[change.line]!.splice(-1, 1, change.by);
        break;
      case 'widen':
        placed[change.line]!.splice(-1, 1, gap);
        break;
      case 'remove':
        placed[change.line]!.pop();
        break;
      case 'insert':
        placed[change.line]!.unshift(gap);
        break;
      case 'cut':
        cut = Math.min(cut, change.line);
        break;
    }
  return placed.slice(0, cut).flat();
}

function ofHead({ type, was, now }: HeadChange): EditChange {
  return { type, was: was === '' ? [] : [was], now: now === '' ? [] : [now] };
}

function ofLines(change: LineChange, lines: readonly FramePattern[]): EditChange {
  const { line } = change;
  const was = [formatLocation(lines[line]!)];
  const isGuess = true;
  switch (change.type) {
    case 'replace': {
      const isSure = change.isNear && !change.isGuess;
      return { type: 'replace', was, now: [formatLocation(change.by)], line, ...(isSure ? {} : { isGuess }) };
    }
    case 'widen':
      return { type: 'replace', was, now: ['...'], line, isGuess };
    case 'insert':
      return { type: 'insert', was: [], now: ['...'], line, before: was[0]! };
    case 'remove':
      return { type: 'remove', was, now: [], line, isGuess };
    default:
      return { type: 'remove', was: lines.slice(line).map(formatLocation), now: [], line, isGuess };
  }
}
