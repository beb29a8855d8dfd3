import type { SetFile } from '../set/read-set.js';
import { grouped } from '../rewrite/grouped.js';

/** Paragraphs of comments that belong to no entry, each one text, in the order of their set. */
export interface LooseComments {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Those that one of two sets has more often than the other. */
export function looseComments(before: readonly SetFile[], after: readonly SetFile[]): LooseComments {
  const [old, young] = [paragraphsIn(before), paragraphsIn(after)];
  return { removed: without(old, young), added: without(young, old) };
}

function paragraphsIn(files: readonly SetFile[]): readonly string[] {
  return files.flatMap(({ pieces }) =>
    pieces.flatMap((piece) =>
      piece.type === 'comments' ? [piece.lines.map(({ text }) => text).join('\n')] : [],
    ),
  );
}

function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = new Map([...grouped(others, (text) => text)].map(([text, equals]) => [text, equals.length]));
  return texts.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
