import type { Owner, StackTree } from '../../group/group.js';
import { ownerSigns } from '../owner-signs.js';
import { escapeHtml, shortened } from './escape.js';

/** A sign for eyes, words for ears. */
export function ownerSign(owner: Owner): string {
  const { sign, words } = ownerSigns[owner];
  return `<i aria-hidden="true">${sign}</i><span class="heard">${words}: </span>`;
}

export function ownerLegend(): string {
  const items = Object.entries(ownerSigns).map(
    ([owner, { sign, words }]) =>
      `<li><span class="box ${owner}"><i aria-hidden="true">${sign}</i>${words}</span></li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

export interface IcicleOptions {
  /** What people read of a byte string of a log, not yet as HTML. */
  readonly show: (bytes: string) => string;
  /** Frames below this depth are not drawn. */
  readonly deepest?: number;
  /** How many boxes are drawn at most, those of the upper levels first. */
  readonly mostBoxes?: number;
}

/** What is narrower than this part of the whole is drawn as one with its like. */
const narrowest = 0.02;

/**
 * Merged stacks as nested lists, which the style lays out as an icicle: the root of the tree on top, what follows below, each
 * as wide as it is frequent. Without style it reads as lists.
 */
export function icicle(tree: StackTree, { show, deepest = 48, mostBoxes = 240 }: IcicleOptions): string {
  const isDrawn = drawnOf(tree, deepest, mostBoxes);
  return `<ul class="icicle">${below(tree)}</ul>`;

  function below({ children }: StackTree): string {
    const drawn = children.filter((child) => isDrawn.has(child));
    const rest = children.filter((child) => !isDrawn.has(child));
    const count = rest.reduce((sum, each) => sum + each.count, 0);
    const more = escapeHtml(shortened(rest.length === 1 ? show(rest[0]!.name) : `${rest.length} more`, 100));
    return (
      drawn.map(item).join('') +
      (rest.length > 0
        ? `<li style="flex:${count}"><span class="box more"><span class="name">… ${more}</span><b>${count}</b></span></li>`
        : '')
    );
  }

  function item(node: StackTree): string {
    const name = show(node.name);
    const text = escapeHtml(shortened(name, 100));
    const many = node.findings === 1 ? '1 finding' : `${node.findings} findings`;
    const tooltip = escapeHtml(
      `${shortened(name, 600)}\n${ownerSigns[node.owner].words}, ${node.count} times, ${many}`,
    );
    const box = `<span class="box ${node.owner}" title="${tooltip}">${ownerSign(node.owner)}<span class="name">${text}</span><b>${node.count}</b></span>`;
    const inner = below(node);
    return `<li style="flex:${node.count}">${box}${inner === '' ? '' : `<ul>${inner}</ul>`}</li>`;
  }
}

/** The boxes that there is room for: level by level, and of each level those that are not too narrow. */
function drawnOf(tree: StackTree, deepest: number, most: number): ReadonlySet<StackTree> {
  const drawn = new Set<StackTree>();
  let level = [{ node: tree, share: 1 }];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const next: typeof level = [];
    for (const { node, share } of level) {
      const all = node.children.reduce((sum, { count }) => sum + count, 0);
      for (const [position, child] of node.children.entries()) {
        const part = (share * child.count) / all;
        // A child without frame stands for others already.
        if (child.frame === undefined || (position > 0 && part < narrowest) || drawn.size >= most) continue;
        drawn.add(child);
        next.push({ node: child, share: part });
      }
    }
    level = next;
  }
  return drawn;
}
