import type { Finding, Frame } from '../../src/finding/finding.js';
import type { FramePattern, Suppression } from '../../src/suppression/suppression.js';

/** A suppression from location lines as a file spells them. */
export function suppression(lines: readonly string[], more: Partial<Suppression> = {}): Suppression {
  return { name: 'n', kind: 'Memcheck:Cond', frames: lines.map(framePattern), file: 's', line: 1, ...more };
}

/** A finding with this primary stack, whose log proves that nothing is hidden unless `more` says otherwise. */
export function finding(frames: readonly Frame[], more: Partial<Finding> = {}): Finding {
  return {
    id: 'id',
    tool: 'memcheck',
    kind: 'Memcheck:Cond',
    frames,
    hidesBelowMain: false,
    variants: [],
    what: 'what',
    auxiliary: [],
    origins: [],
    count: 1,
    records: 1,
    places: [],
    ...more,
  };
}

/** Frames of which nothing but the function is known. */
export function funs(...names: readonly string[]): Frame[] {
  return names.map((fun) => ({ fun }));
}

export function framePattern(line: string): FramePattern {
  if (line === '...') return { type: '...' };
  const [, type, pattern] = /^(fun|obj|src):(.*)$/s.exec(line)!;
  if (type !== 'src') return { type: type as 'fun' | 'obj', pattern: pattern! };
  const [file, number] = pattern!.split(':');
  return { type, file: file!, line: Number(number ?? 0) };
}

/** All sequences of letters of the alphabet, up to a length, the empty one included. */
export function sequences<T>(alphabet: readonly T[], longest: number): T[][] {
  const all: T[][] = [[]];
  for (let from = 0, length = 1; length <= longest; length++) {
    const to = all.length;
    for (; from < to; from++) for (const letter of alphabet) all.push([...all[from]!, letter]);
  }
  return all;
}
