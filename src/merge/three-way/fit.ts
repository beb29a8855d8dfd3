import { bytesOf } from '../../rewrite/lines.js';
import { lineOf, type Entry, type Line } from '../../suppression/tree.js';
import type { Side, Taken } from './merge-lines.js';

/** How an entry is laid out. */
interface Layout {
  readonly outside: string;
  readonly inside: string;
  readonly newline: string;
}

export interface Laid {
  readonly base: Entry | undefined;
  readonly ours: Entry;
  readonly theirs: Entry;
}

/**
 * The bytes of lines from two sides, all in the layout of one: of theirs where only they changed it. A line that is not
 * laid out like the rest of its entry stays as it is.
 */
export function fitted(lines: readonly Taken[], { base, ours, theirs }: Laid): string {
  const layouts = { ours: layoutOf(ours), theirs: layoutOf(theirs) };
  const isOld = base !== undefined && JSON.stringify(layoutOf(base)) === JSON.stringify(layouts.ours);
  const wanted: Side = isOld ? 'theirs' : 'ours';
  return lines
    .map(({ line, side }) => bytesOf(side === wanted ? line : refit(line, layouts[side], layouts[wanted])))
    .join('');
}

function refit(line: Line, from: Layout, to: Layout): Line {
  const isBrace = line.type === 'open' || line.type === 'close';
  const [was, is] = isBrace ? [from.outside, to.outside] : [from.inside, to.inside];
  const indent = line.indent === was ? is : line.indent;
  const end = line.end === from.newline ? to.newline : line.end;
  return { ...line, indent, end };
}

function layoutOf(entry: Entry): Layout {
  const [open, name] = [lineOf(entry, 'open')!, lineOf(entry, 'name')!];
  return { outside: open.indent, inside: name.indent, newline: name.end };
}
