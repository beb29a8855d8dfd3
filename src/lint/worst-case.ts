import { globMatches } from '../match/glob.js';
import type { FramePattern } from '../suppression/suppression.js';
import { matchCost } from './match-cost.js';

/** Names of functions are mostly shorter. */
const nameLength = 200;

/** What a pattern costs up to a line or a piece that nothing fits, those behind it do not change: the first are enough. */
const most = { lines: 60, pieces: 12, bytes: 1000 } as const;

/**
 * The steps of Valgrind's matcher over a stack of so many frames that is as bad as one can be built: it fits all lines up
 * to one that no frame fits, over and over. Each line is tried as that one. 0 where that is not worth a count: without
 * "...", or with lines that nobody writes.
 */
export function costOfLines(given: readonly FramePattern[], depth: number): number {
  const lines = given.slice(0, most.lines);
  const firstGap = lines.findIndex(isGap);
  if (firstGap < 0 || lines.some((line) => globOf(line).length > most.bytes)) return 0;
  const head = lines.slice(0, firstGap);
  const costs = lines.map((refused, at) => {
    if (at < firstGap || isGap(refused)) return 0;
    const met = distinct(lines.slice(firstGap, at).filter((line) => !isGap(line)));
    const cycle = framesFor(met).filter((frame) => !fits(refused, frame));
    if (cycle.length === 0) return 0;
    const stack = [...framesFor(head), ...Array.from({ length: depth }, (_, i) => cycle[i % cycle.length]!)];
    return costOver(lines, stack.slice(0, depth));
  });
  return Math.max(0, ...costs);
}

function costOver(lines: readonly FramePattern[], stack: readonly Names[]): number {
  const table = lines.map((line) => {
    const known = new Map<Names, boolean>();
    for (const frame of stack) if (!known.has(frame)) known.set(frame, fits(line, frame));
    return known;
  });
  return matchCost({
    pattern: lines.length,
    input: stack.length,
    isWildcard: (p) => isGap(lines[p]!),
    fits: (p, i) => table[p]!.get(stack[i]!)!,
    whole: false,
  });
}

/** The same for a pattern of a name: the name repeats what stands between the stars. */
export function costOfName(pattern: string): number {
  const pieces = pattern.split('*', most.pieces);
  if (pieces.join('*').length > most.bytes) return 0;
  const costs = pieces.map((_, refused) => {
    const [start = '', ...inner] = pieces.slice(0, refused).map((piece) => piece.replaceAll('?', 'x'));
    const cycle = inner.join('') || (pieces[refused]!.includes('x') ? 'y' : 'x');
    const name = (start + cycle.repeat(Math.ceil(nameLength / cycle.length))).slice(0, nameLength);
    return refused === 0 ? 0 : costOverName(pieces.slice(0, refused + 1).join('*'), name);
  });
  return Math.max(0, ...costs);
}

function costOverName(pattern: string, name: string): number {
  return matchCost({
    pattern: pattern.length,
    input: name.length,
    isWildcard: (p) => pattern[p] === '*',
    fits: (p, i) => pattern[p] === '?' || pattern[p] === name[i],
    whole: true,
  });
}

interface Names {
  readonly fun: string;
  readonly obj: string;
  readonly src: string;
}

/** Frames of which each fits at least one of the lines, as many lines each as possible. */
function framesFor(lines: readonly FramePattern[]): Names[] {
  const of = (type: keyof Names) => namesFor(lines.filter((line) => line.type === type).map(globOf));
  const [fun, obj, src] = [of('fun'), of('obj'), of('src')];
  const count = Math.max(fun.length, obj.length, src.length);
  return Array.from({ length: count }, (_, i) => ({
    fun: fun[i % fun.length] ?? 'x',
    obj: obj[i % obj.length] ?? 'x',
    src: src[i % src.length] ?? 'x',
  }));
}

/** Names that all of the globs fit together, few of them: each is made of one glob, and may fit others as well. */
function namesFor(globs: readonly string[]): readonly string[] {
  let open = globs;
  const names: string[] = [];
  const examples = globs.map((glob) => glob.replaceAll('*', '').replaceAll('?', 'x') || 'x');
  for (const name of examples) {
    if (open.length === 0) break;
    const left = open.filter((glob) => !globMatches(glob, name));
    if (left.length < open.length) names.push(name);
    open = left;
  }
  return names;
}

function fits(line: FramePattern, frame: Names): boolean {
  return line.type !== '...' && globMatches(globOf(line), frame[line.type]);
}

function globOf(line: FramePattern): string {
  if (line.type === '...') return '';
  return line.type === 'src' ? line.file : line.pattern;
}

function distinct(lines: readonly FramePattern[]): readonly FramePattern[] {
  const seen = new Map(lines.map((line) => [JSON.stringify(line), line]));
  return [...seen.values()];
}

function isGap(line: FramePattern): boolean {
  return line.type === '...';
}
