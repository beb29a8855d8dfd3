import type { Owner, StackTree } from '../../group/group.js';
import { escapeHtml, shortened } from './escape.js';

/** Whose code it is: in words, and as a sign that does not need colours. Style.ts has a pattern for each as well. */
export const owners: Readonly<Record<Owner, { readonly sign: string; readonly words: string }>> = {
  own: { sign: '●', words: 'own code' },
  library: { sign: '◆', words: 'library' },
  allocator: { sign: '▲', words: 'allocator' },
  system: { sign: '■', words: 'system' },
  unknown: { sign: '?', words: 'unknown' },
};

/** A sign for eyes, words for ears. */
export function ownerSign(owner: Owner): string {
  const { sign, words } = owners[owner];
  return `<i aria-hidden="true">${sign}</i><span class="heard">${words}: </span>`;
}

export function ownerLegend(): string {
  const items = Object.entries(owners).map(
    ([owner, { sign, words }]) =>
      `<li><span class="box ${owner}"><i aria-hidden="true">${sign}</i>${words}</span></li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

export interface IcicleOptions {
  /** What people read of a byte string of a log, not yet as HTML. */
  readonly show: (bytes: string) => string;
  /** Frames below this depth are counted only. */
  readonly deepest?: number;
  /** Of more boxes only the beginning of the tree is drawn. */
  readonly mostBoxes?: number;
}

/** A part of a level narrower than this is drawn together with its like. */
const narrowest = 0.02;

/**
 * Merged stacks as nested lists, which the style lays out as an icicle: the root of the tree on top, its callers or callees below,
 * each as wide as it is frequent. Without style it reads as lists.
 */
export function icicle(tree: StackTree, { show, deepest = 48, mostBoxes = 240 }: IcicleOptions): string {
  let left = mostBoxes;
  const roots = tree.frame === undefined ? tree.children : [tree];
  return `<ul class="icicle">${level(roots, 1, 1)}</ul>`;

  function level(nodes: readonly StackTree[], share: number, depth: number): string {
    const all = nodes.reduce((sum, { count }) => sum + count, 0) || 1;
    const drawn: string[] = [];
    const rest = { nodes: 0, count: 0 };
    for (const node of nodes) {
      const part = (share * node.count) / all;
      if (left <= 0 || (drawn.length > 0 && part < narrowest)) {
        rest.nodes += 1;
        rest.count += node.count;
      } else {
        left -= 1;
        drawn.push(item(node, part, depth));
      }
    }
    if (rest.nodes > 0)
      drawn.push(
        `<li style="flex:${Math.max(rest.count, all * narrowest)}"><span class="box more">… ${rest.nodes} more<b>${rest.count}</b></span></li>`,
      );
    return drawn.join('');
  }

  function item(node: StackTree, share: number, depth: number): string {
    const name = show(node.name);
    const text = escapeHtml(shortened(name, 100));
    const many = node.findings === 1 ? '1 finding' : `${node.findings} findings`;
    const tooltip = escapeHtml(
      `${shortened(name, 600)}\n${owners[node.owner].words}, ${node.count} times, ${many}`,
    );
    const box = `<span class="box ${node.owner}" title="${tooltip}">${ownerSign(node.owner)}${text}<b>${node.count}</b></span>`;
    return `<li style="flex:${node.count}">${box}${below(node, share, depth)}</li>`;
  }

  function below(node: StackTree, share: number, depth: number): string {
    if (node.children.length === 0) return '';
    const inner =
      depth >= deepest
        ? `<li style="flex:1"><span class="box more">… deeper</span></li>`
        : level(node.children, share, depth + 1);
    return `<ul>${inner}</ul>`;
  }
}
