import { entriesIn, readSetFile, type SetFile } from '../../set/read-set.js';
import type { SetEntry } from '../../set/set-entry.js';
import { print } from '../../suppression/print.js';
import type { Entry, Line } from '../../suppression/tree.js';
import { cutBlock, type Contested } from './contested.js';

/** An entry with the comments above it. */
export interface EntryNode {
  readonly type: 'entry';
  /** Its bytes, ending in a newline. */
  readonly text: string;
  /** What Valgrind loads of it; undefined where an earlier merge left it in comments only. */
  readonly live: SetEntry | undefined;
  /** What an earlier merge left for a person to decide. */
  readonly contested: Contested | undefined;
  readonly name: string;
  /** Equal for entries that say the same to the same tools, and leave the same open. */
  readonly content: string;
}

/** Comment lines that belong to no entry. */
export interface CommentNode {
  readonly type: 'comments';
  readonly text: string;
  readonly lines: readonly Line[];
  /** Equal for the same lines, however they are indented. */
  readonly content: string;
}

export type Node = EntryNode | CommentNode;

/** A file as what can move in it, and the blank lines around that. */
export interface Outline {
  readonly nodes: readonly Node[];
  /** The blank lines before each node, and at last those at the end of the file. */
  readonly gaps: readonly string[];
  /** Does the last line end in a newline? */
  readonly isTerminated: boolean;
  /** How its lines end. */
  readonly newline: string;
}

/** @param file without broken pieces */
export function outlineOf(file: SetFile): Outline {
  const entries = new Map(entriesIn([file]).map((entry) => [entry.source, entry]));
  const nodes: Node[] = [];
  const gaps: string[] = [];
  let gap = '';
  let comments: Line[] = [];
  const add = (node: Node) => {
    nodes.push(node);
    gaps.push(gap);
    gap = '';
  };
  const endComments = () => {
    commentNodes(comments).forEach(add);
    comments = [];
  };
  for (const item of file.tree.items) {
    if (item.type === 'comment') {
      comments.push(item);
      continue;
    }
    endComments();
    if (item.type === 'entry') entryNodes(entries.get(item)!).forEach(add);
    else gap += bytesOf([item]);
  }
  endComments();
  gaps.push(gap);
  return {
    nodes,
    gaps,
    isTerminated: file.bytes === '' || file.bytes.endsWith('\n'),
    newline: /^[^\n]*\r\n/.test(file.bytes) ? '\r\n' : '\n',
  };
}

/** A paragraph, which may hold entries that earlier merges left in comments. */
function commentNodes(lines: readonly Line[]): Node[] {
  if (lines.length === 0) return [];
  const cut = cutBlock(lines, 'first');
  if (!cut) {
    const content = lines.map(({ text }) => text).join('\n');
    return [{ type: 'comments', text: bytesOf(lines), lines, content }];
  }
  const { before, block, contested, after } = cut;
  return [
    ...commentNodes(before),
    {
      type: 'entry',
      text: bytesOf(block),
      live: undefined,
      contested,
      name: contested.name,
      content: JSON.stringify([contested.content, null]),
    },
    ...commentNodes(after),
  ];
}

/** An entry; before it what stands above it but is about another one that an earlier merge left in comments. */
function entryNodes(live: SetEntry): Node[] {
  const cut = cutBlock(headOf(live.source), 'last');
  if (!cut || isAbout(cut.contested, live)) return [entryNode(live, cut?.contested)];
  const above = [...cut.before, ...cut.block];
  const bytes = bytesOf(live.source.lines.slice(above.length));
  const [alone] = entriesIn([readSetFile({ name: live.file, bytes })]);
  return [...commentNodes(above), entryNode(alone!, undefined)];
}

function isAbout({ versions }: Contested, { name, content }: SetEntry): boolean {
  return versions.some((version) => version.name === name || version.content === content);
}

function entryNode(live: SetEntry, contested: Contested | undefined): EntryNode {
  const { source, name, content } = live;
  return {
    type: 'entry',
    text: bytesOf(source.lines),
    live,
    contested,
    name,
    content: contested ? JSON.stringify([contested.content, content]) : content,
  };
}

/** The comment lines above the `{`. */
export function headOf({ lines }: Entry): readonly Line[] {
  return lines.slice(
    0,
    lines.findIndex(({ type }) => type === 'open'),
  );
}

/** Ends in a newline, also where the file does not. */
function bytesOf(lines: readonly Line[]): string {
  const bytes = print({ type: 'file', items: lines });
  return bytes.endsWith('\n') ? bytes : `${bytes}\n`;
}
