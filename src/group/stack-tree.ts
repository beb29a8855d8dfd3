import type { Finding, Frame } from '../finding/finding.js';
import type { OwnCode } from '../minimize/own.js';
import { shownName } from './frames.js';
import type { StackTree } from './group.js';
import { ownerOf } from './owner.js';

export interface StackTreeOptions {
  readonly own: OwnCode;
  /** Which end of the stacks is at the root. */
  readonly from: 'outermost' | 'innermost';
  /** No stack goes deeper than this; 100 unless told. */
  readonly depth?: number;
  /** No node has more children than this: the rest is one more child, `N more`, without frame or children. All unless told. */
  readonly most?: number;
}

/**
 * Lays the primary stacks of findings over each other; frames with the same name at the same place are one node. Children
 * are sorted by count, then by name. The root has no frame.
 */
export function stackTree(findings: readonly Finding[], options: StackTreeOptions): StackTree {
  return node(undefined, 'all', findings, 0, options);
}

function node(
  frame: Frame | undefined,
  name: string,
  findings: readonly Finding[],
  depth: number,
  options: StackTreeOptions,
): StackTree {
  return {
    frame,
    name,
    owner: frame === undefined ? 'unknown' : ownerOf(frame, options.own),
    count: countOf(findings),
    findings: findings.length,
    children: depth < (options.depth ?? 100) ? childrenOf(findings, depth, options) : [],
  };
}

/** One level at a time, so that no more is in memory than the tree itself. */
function childrenOf(findings: readonly Finding[], depth: number, options: StackTreeOptions): StackTree[] {
  const byName = new Map<
    string,
    { readonly name: string; readonly frame: Frame; readonly findings: Finding[] }
  >();
  for (const finding of findings) {
    const { frames } = finding;
    const frame = frames[options.from === 'innermost' ? depth : frames.length - 1 - depth];
    if (frame === undefined) continue;
    const name = shownName(frame);
    const child = byName.get(name);
    if (child) child.findings.push(finding);
    else byName.set(name, { name, frame, findings: [finding] });
  }
  const sorted = [...byName.values()]
    .map((child) => ({ ...child, count: countOf(child.findings) }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const most = options.most ?? sorted.length;
  const shown = sorted
    .slice(0, most)
    .map((child) => node(child.frame, child.name, child.findings, depth + 1, options));
  const rest = sorted.slice(most).flatMap((child) => child.findings);
  if (rest.length === 0) return shown;
  return [...shown, node(undefined, `${sorted.length - most} more`, rest, Infinity, options)];
}

function countOf(findings: readonly Finding[]): number {
  return findings.reduce((total, { count }) => total + count, 0);
}
