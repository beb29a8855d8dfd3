import { isAnchor } from '../minimize/anchors.js';
import { hasWildcard } from '../match/glob.js';
import type { SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import type { Meaning, Sanitizer } from './sanitizers.js';
import { isEverywhere, isGeneralAllocator } from './everywhere.js';
import { templateFor, type Loss, type Template } from './template.js';

/** A suppression of a sanitizer, and the entry that it stands for. */
export interface Written {
  readonly entry: SetEntry;
  readonly type: string;
  /** A byte string. */
  readonly template: string;
  readonly losses: readonly Loss[];
}

/** Something that is not in the result. */
export interface LeftOut {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Nothing is lost where the sanitizer reports no such thing. */
  readonly isLoss: boolean;
  /** A byte string. */
  readonly because: string;
  /** What stands in the result when entries may become broader; undefined where nothing would do. */
  readonly broadened?: Written;
}

export interface Conversion {
  readonly sanitizer: Sanitizer;
  /** In the order of the set. */
  readonly written: readonly Written[];
  readonly leftOut: readonly LeftOut[];
}

export interface ConvertOptions {
  /** May an entry hide more than it says? */
  readonly broaden: boolean;
}

/**
 * The suppressions of a sanitizer that hide what a set hides, as far as they can say it. A template is compared with
 * function, file and module of single frames. So an entry about one frame at any depth (`...` in front) can be said, and
 * one about the innermost frame where there is a type for it; of all others one frame is left, which hides more.
 */
export function convert(
  files: readonly SetFile[],
  sanitizer: Sanitizer,
  options: ConvertOptions,
): Conversion {
  const outcomes = files.flatMap(({ name, pieces }) =>
    pieces.flatMap((piece): readonly (Written | LeftOut)[] => {
      if (piece.type === 'comments') return [];
      if (piece.type === 'entry') return outcomesOf(piece.entry, sanitizer, options);
      const { line, message } = piece.problem;
      return [{ name: 'broken', file: name, line, isLoss: true, because: message }];
    }),
  );
  return {
    sanitizer,
    written: outcomes.flatMap((each) => ('template' in each ? [each] : [])),
    leftOut: outcomes.flatMap((each) => ('template' in each ? [] : [each])),
  };
}

/** Is everything that the set hides hidden, and nothing else? */
export function isLossless({ written, leftOut }: Conversion): boolean {
  return written.every(({ losses }) => losses.length === 0) && leftOut.every(({ isLoss }) => !isLoss);
}

function outcomesOf(
  entry: SetEntry,
  sanitizer: Sanitizer,
  { broaden }: ConvertOptions,
): readonly (Written | LeftOut)[] {
  const { name, file, line } = entry;
  const left = (because: string, isLoss = true): LeftOut => ({ name, file, line, isLoss, because });
  if (entry.loaded.size === 0) return [left('no tool of Valgrind reads it')];
  // Entries of the core are read by several tools, and say the same to all.
  const byKind = new Map([...entry.loaded.values()].map((each) => [each.kind, each]));
  return [...byKind.values()].map((suppression) => {
    const meaning = sanitizer.meaningOf(suppression);
    if (!meaning) return left(`${sanitizer.name} reports nothing like ${suppression.kind}`);
    if (meaning.type === 'needless') return left(meaning.because, false);
    const said = saidOf(entry, suppression, meaning);
    if (typeof said === 'string') return left(said);
    const { written, isOwnWords } = said;
    if (isOwnWords || broaden) return written;
    return { ...left(`it can only be said in a broader way: ${texts(written.losses)}`), broadened: written };
  });
}

function texts(losses: readonly Loss[]): string {
  return losses
    .filter(({ direction }) => direction === 'broader')
    .map(({ text }) => text)
    .join('; ');
}

/**
 * What can be said of an entry, or why nothing can be; its own words are kept where nothing but the sanitizer's nature makes
 * it broader.
 */
function saidOf(
  entry: SetEntry,
  { frames }: Suppression,
  meaning: Extract<Meaning, { type: 'template' }>,
): { readonly written: Written; readonly isOwnWords: boolean } | string {
  const lines = withoutEnd(frames);
  const sayable = lines.flatMap((line) => {
    const template = templateFor(line);
    return template ? [{ line, template }] : [];
  });
  if (sayable.length === 0)
    return 'no line of it can be a template: wildcards, or mangled names with wildcards';
  const isAnywhere = lines.length === 2 && lines[0]!.type === '...';
  const isTop = meaning.topPrefix !== undefined && lines.length === 1;
  const choice = choiceOf(sayable, isAnywhere || isTop);
  if (!choice)
    return 'only lines that nearly every stack has could be a template: allocators, main, the C library';
  const { line, template } = choice;
  const lost = isTop || isAnywhere ? [] : [stackLoss(lines, line)];
  const own = [...lost, ...template.losses];
  const besides = meaning.besides.map((text): Loss => ({ direction: 'broader', text: `also hides ${text}` }));
  return {
    written: {
      entry,
      type: isTop ? meaning.topPrefix : meaning.prefix,
      template: template.text,
      losses: [...own, ...besides],
    },
    isOwnWords: own.every(({ direction }) => direction === 'narrower'),
  };
}

/** `...` at the end of an entry says nothing. */
function withoutEnd(frames: readonly FramePattern[]): readonly FramePattern[] {
  return frames.slice(0, frames.findLastIndex(({ type }) => type !== '...') + 1);
}

interface Sayable {
  readonly line: FramePattern;
  readonly template: Template;
}

/**
 * The line that says best what the entry is about; of equals the innermost. Where none says that, the outermost one, which
 * fewest stacks have. Never one that would hide nearly everything, unless the entry itself says no more; and no allocator
 * even then, for that is hardly meant and would hide every leak.
 */
function choiceOf(sayable: readonly Sayable[], isAll: boolean): Sayable | undefined {
  const [best] = sayable.filter(({ line }) => isAnchor(line)).sort((a, b) => rank(a) - rank(b));
  return best ?? sayable.findLast(({ line }) => !(isAll ? isGeneralAllocator(line) : isEverywhere(line)));
}

function rank({ line, template }: Sayable): number {
  const types = { fun: 0, src: 1, obj: 2, '...': 3 };
  const pattern = line.type === 'fun' || line.type === 'obj' ? line.pattern : '';
  const isVague = hasWildcard(pattern) || template.losses.length > 0;
  return types[line.type] * 10 + (isVague ? 1 : 0);
}

function stackLoss(lines: readonly FramePattern[], line: FramePattern): Loss {
  const others = lines.filter(({ type }) => type !== '...').length - 1;
  const frame = formatLocation(line);
  const text =
    others === 0
      ? `${frame} anywhere on the stack`
      : `${frame} anywhere on the stack, for ${others === 1 ? 'the other frame is' : `${others} other frames are`} not asked for`;
  return { direction: 'broader', text };
}
