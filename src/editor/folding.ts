import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import { lineOf, linesOf, type Line, type Tree } from '../suppression/tree.js';
import type { EditorDocument } from './document.js';

/**
 * What can be folded: entries, from their name on, so that a file with all of them folded lists the names; and runs of
 * comments.
 */
export function foldingRangesIn({ tree, places }: EditorDocument): FoldingRange[] {
  const fold = (first: Line, last: Line, more: Partial<FoldingRange> = {}): FoldingRange[] => {
    const startLine = places.positionAt(first.offset).line;
    const endLine = places.positionAt(last.offset).line;
    return endLine > startLine ? [{ startLine, endLine, ...more }] : [];
  };
  const entries = tree.items.flatMap((item) => {
    if (item.type !== 'entry') return [];
    return fold(lineOf(item, 'name') ?? lineOf(item, 'open') ?? item.lines[0]!, item.lines.at(-1)!);
  });
  const comments = commentRuns(tree).flatMap((run) =>
    fold(run[0]!, run.at(-1)!, { kind: FoldingRangeKind.Comment }),
  );
  return [...entries, ...comments];
}

function commentRuns(tree: Tree): Line[][] {
  const runs: Line[][] = [];
  let run: Line[] = [];
  for (const line of linesOf(tree)) {
    if (line.type === 'comment') run.push(line);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return [...runs, run].filter(({ length }) => length > 0);
}
