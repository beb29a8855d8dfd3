import type { Advice } from '../../advice/advice.js';
import type { Finding, Frame } from '../../finding/finding.js';
import { shownName } from '../../group/frames.js';
import type { Owner, StackTree } from '../../group/group.js';
import type { Breadth } from '../../minimize/breadth.js';
import type { Suppression } from '../../suppression/suppression.js';
import type { Judged } from '../../verdict/verdict.js';
import { displayText } from '../text.js';
import { adviceText, framePlace, shownText } from './words.js';
import type { EntryText, FindingDetail, FrameText, GroupDetail, HidingEntry, TreeRow } from './wire.js';

/** An entry of a set in use that hides some of a group. */
export interface Hiding {
  readonly suppression: Suppression;
  readonly here: number;
  readonly all: number;
  readonly breadth: Breadth | undefined;
}

export interface GroupParts {
  readonly advice: readonly Advice[];
  readonly innermost: StackTree;
  readonly outermost: StackTree;
  readonly hiddenBy: readonly Hiding[];
}

/** What the page shows of a group: advice, its stacks laid over each other, and the entries that hide some of it. */
export function groupDetail({ advice, innermost, outermost, hiddenBy }: GroupParts): GroupDetail {
  return {
    advice: advice.map(adviceText),
    trees: { innermost: treeRows(innermost), outermost: treeRows(outermost) },
    hiddenBy: hiddenBy.slice(0, mostEntries).map(hidingEntry),
  };
}

const mostEntries = 100;

function hidingEntry({ suppression: { name, file, line }, here, all, breadth }: Hiding): HidingEntry {
  return {
    ...{ name: shownText(name), file: shownText(file), line },
    hides: { here, all },
    breadth: breadth ? shownText(breadth.text, 600) : 'only may hide findings: the logs do not tell enough',
    doors: (breadth?.doors ?? []).slice(0, mostEntries).map((door) => shownText(door)),
  };
}

/** More rows say nothing that somebody would read. */
const mostRows = 300;

/** The nodes in the order of printing, the most frequent branch first; the rarest branches are left out of a large tree. */
export function treeRows(tree: StackTree): TreeRow[] {
  const rows: TreeRow[] = [];
  const open: { readonly node: StackTree; readonly depth: number }[] = [];
  const push = (children: readonly StackTree[], depth: number) => {
    for (const node of [...children].reverse()) open.push({ node, depth });
  };
  push(tree.children, 0);
  for (let next = open.pop(); next && rows.length < mostRows; next = open.pop()) {
    const { node, depth } = next;
    rows.push({
      depth,
      name: shownText(node.name),
      owner: node.owner,
      count: node.count,
      findings: node.findings,
    });
    push(node.children, node.children.length > 1 ? depth + 1 : depth);
  }
  return rows;
}

/** What the page shows of a finding: its stacks, and what the files of verdicts say of it. */
export function findingDetail(
  finding: Finding,
  judged: Judged | undefined,
  ownerOf: (frame: Frame) => Owner,
): FindingDetail {
  const stack = (caption: string, frames: readonly Frame[]) => ({
    caption: shownText(caption),
    frames: frames.map((frame): FrameText => ({
      name: shownText(shownName(frame), 2000),
      place: shownText(framePlace(frame)),
      owner: ownerOf(frame),
    })),
  });
  return {
    what: shownText(finding.what, 600),
    stacks: [
      stack(finding.thread === undefined ? 'here' : `here, thread ${finding.thread}`, finding.frames),
      ...finding.auxiliary.slice(0, mostStacks).map(({ caption, frames }) => stack(caption, frames)),
      ...(finding.origins.length > 1
        ? finding.origins.slice(0, mostStacks).map(({ caption, frames }) => stack(caption, frames))
        : []),
    ].filter(({ frames }) => frames.length > 0),
    places: finding.places.slice(0, 10).map(({ log, line }) => `${shownText(log)}:${line}`),
    ...(judged?.verdict === undefined ? {} : { verdict: verdictText(judged, judged.verdict) }),
  };
}

const mostStacks = 8;

function verdictText({ entries }: Judged, verdict: NonNullable<Judged['verdict']>) {
  const first = entries[0]?.metadata;
  const said = (key: 'reason' | 'bug' | 'owner') => {
    const value = first?.[key][0]?.value;
    return value === undefined ? {} : { [key]: displayText(value) };
  };
  return {
    verdict,
    entries: entries
      .slice(0, 10)
      .map(({ name, file, line }): EntryText => ({ name: shownText(name), file: shownText(file), line })),
    ...{ ...said('reason'), ...said('bug'), ...said('owner') },
  };
}
