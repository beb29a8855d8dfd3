import { mayMatchBelowMain } from '../below-main.js';
import type { Letter } from './alphabet.js';
import { lineAt, type NumberedLines } from './lines.js';

/** Finds the entries that may fit a stack by one line of each, its key, which some frame of the stack has to match. */
export interface Candidates {
  /** Before the first frame of a stack. @returns false where there are too many, as the others do */
  readonly begin: () => boolean;
  readonly add: (letter: Letter) => boolean;
  /** For a stack that frames below main may follow. */
  readonly addBelowMain: () => boolean;
  /** Those added since the beginning, each once; the list is used again. */
  readonly found: () => readonly number[];
}

/**
 * The key of an entry is the line that matches the fewest frames of a sample, or of those the line that the fewest entries
 * have: a set is made of what logs show, so that frames which few entries ask for are few there as well.
 *
 * @param sample letters of some frames
 * @param most candidates of a stack
 */
export function candidatesOf(
  { lines, entries }: NumberedLines,
  sample: readonly Letter[],
  most: number,
): Candidates {
  const keyed = new Array<number[] | undefined>(lines.length);
  const keyless: number[] = [];
  addKeys();
  let below: readonly number[] | undefined;
  const lastFound = new Uint32Array(entries.length);
  let stacks = 0;
  const found: number[] = [];
  return {
    begin() {
      stacks++;
      found.length = 0;
      return addAll(keyless) && most >= 0;
    },
    add(letter) {
      if (letter.width > most) return false;
      letter.keys ??= letter.parts.flatMap((part) => part.lines.filter((line) => keyed[line] !== undefined));
      for (const line of letter.keys) if (!addAll(keyed[line]!)) return false;
      return true;
    },
    addBelowMain: () => addAll((below ??= keyedBelowMain())),
    found: () => found,
  };

  function addAll(some: readonly number[]): boolean {
    for (const entry of some) {
      if (lastFound[entry] === stacks) continue;
      lastFound[entry] = stacks;
      found.push(entry);
      if (found.length > most) return false;
    }
    return true;
  }

  function addKeys(): void {
    const [met, uses] = [new Uint32Array(lines.length), new Uint32Array(lines.length)];
    for (const { parts } of sample) for (const part of parts) for (const line of part.lines) met[line]!++;
    for (const places of entries) for (const place of places) uses[lineAt(place)]!++;
    const cost = (line: number) => met[line]! * (entries.length + 1) + uses[line]!;
    entries.forEach((places, entry) => {
      if (places.length === 0) return keyless.push(entry);
      const key = places.map(lineAt).reduce((best, line) => (cost(line) < cost(best) ? line : best));
      return (keyed[key] ??= []).push(entry);
    });
  }

  function keyedBelowMain(): readonly number[] {
    return keyed.flatMap((some, number) => {
      const line = lines[number]!;
      return some && (line.type === 'src' || mayMatchBelowMain(line, undefined)) ? some : [];
    });
  }
}
