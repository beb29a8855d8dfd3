import { entriesIn, readSetFile } from '../../set/read-set.js';
import type { SetEntry } from '../../set/set-entry.js';
import type { Line } from '../../suppression/tree.js';

/**
 * An entry of which two sides made different things, as comments between markers like those of `diff3`:
 *
 *     # <<<<<<< ours
 *     # {
 *     #    name
 *     #    Memcheck:Cond
 *     #    fun:f
 *     # }
 *     # ||||||| base
 *     # ...
 *     # =======
 *     # >>>>>>> theirs (deleted)
 *
 * Where the base version stays in force it follows without a blank line, so the block is a comment of that entry.
 */
export interface Contested {
  /** Equal for blocks that leave the same open. */
  readonly content: string;
  /** Name of the entry. */
  readonly name: string;
  /** All versions of it in the block. */
  readonly versions: readonly SetEntry[];
  /** The bytes of the version that both sides started from. */
  readonly base: string | undefined;
}

/** The bytes of the versions; undefined where there is none. */
export interface Sides {
  readonly ours: string | undefined;
  readonly base: string | undefined;
  readonly theirs: string | undefined;
}

/** The comment lines of a block. */
export function blockOf({ ours, base, theirs }: Sides, newline: string): string {
  const lines = [
    `# <<<<<<< ours${ours === undefined ? deleted(base) : ''}`,
    ...quoted(ours),
    '# ||||||| base',
    ...quoted(base),
    '# =======',
    ...quoted(theirs),
    `# >>>>>>> theirs${theirs === undefined ? deleted(base) : ''}`,
  ];
  return lines.map((line) => line + newline).join('');
}

function deleted(base: string | undefined): string {
  return base === undefined ? '' : ' (deleted)';
}

function quoted(bytes: string | undefined): string[] {
  if (bytes === undefined) return [];
  const lines = bytes.replace(/\n$/, '').split('\n');
  return lines.map((line) => `# ${line.replace(/\r$/, '')}`.replace(/^# $/, '#'));
}

/** The blocks among lines, each with what it leaves open; that is undefined where somebody has changed the block. */
export function blocksIn(
  lines: readonly Line[],
): { readonly block: readonly Line[]; readonly contested: Contested | undefined }[] {
  return placesOfBlocks(lines).map(({ from, to }) => {
    const block = lines.slice(from, to);
    return { block, contested: readBlock(block) };
  });
}

/** Separates a block from the comments around it; undefined where there is none. */
export function cutBlock(lines: readonly Line[], which: 'first' | 'last') {
  const blocks = placesOfBlocks(lines);
  const place = which === 'first' ? blocks[0] : blocks.at(-1);
  if (!place) return undefined;
  const block = lines.slice(place.from, place.to);
  const contested = readBlock(block);
  return contested && { before: lines.slice(0, place.from), block, contested, after: lines.slice(place.to) };
}

function placesOfBlocks(lines: readonly Line[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from: number | undefined;
  for (const [at, { text }] of lines.entries()) {
    if (isMarker(text, '<')) from = at;
    if (from === undefined || !isMarker(text, '>')) continue;
    found.push({ from, to: at + 1 });
    from = undefined;
  }
  return found;
}

function isMarker(text: string, sign: string): boolean {
  const marker = `# ${sign.repeat(7)}`;
  return text === marker || text.startsWith(`${marker} `);
}

function readBlock(block: readonly Line[]): Contested | undefined {
  const texts = block.map(({ text }) => text);
  const middle = texts.findIndex((text) => isMarker(text, '='));
  if (middle < 0) return undefined;
  const bar = texts.findIndex((text) => isMarker(text, '|'));
  const endOfOurs = bar > 0 && bar < middle ? bar : middle;
  const parts = {
    ours: unquoted(texts.slice(1, endOfOurs)),
    base: unquoted(texts.slice(endOfOurs + 1, middle)),
    theirs: unquoted(texts.slice(middle + 1, -1)),
  };
  const sides = [parts.base, parts.ours, parts.theirs];
  const versions = sides.flatMap((bytes) => entriesIn([readSetFile({ name: '', bytes })]));
  if (versions.length === 0) return undefined;
  return {
    content: JSON.stringify(sides),
    name: versions[0]!.name,
    versions,
    base: parts.base === '' ? undefined : parts.base,
  };
}

function unquoted(texts: readonly string[]): string {
  return texts.map((text) => `${text.replace(/^# ?/, '')}\n`).join('');
}

/** The bytes of an entry without a block that may be among its comments. */
export function withoutBlock(text: string): string {
  const lines = text.split('\n');
  const isStart = (line: string) => isMarker(line.trim(), '<');
  const from = lines.findLastIndex(isStart);
  const to = lines.findIndex((line, at) => at > from && isMarker(line.trim(), '>'));
  return from < 0 || to < 0 ? text : [...lines.slice(0, from), ...lines.slice(to + 1)].join('\n');
}
