import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Owner, StackTree } from '../../../src/group/group.js';
import { stackTree } from '../../../src/group/stack-tree.js';
import { icicle, ownerLegend } from '../../../src/report/html/icicle.js';
import { ownerSigns } from '../../../src/report/owner-signs.js';
import { stackStyle } from '../../../src/report/html/style.js';
import { displayText } from '../../../src/report/text.js';
import { finding, stack } from '../../overview/make.js';
import { elementsOf } from './elements.js';
import { hostileNames } from './hostile.js';

const show = displayText;

/** The names of boxes from the outside to the inside, each with those below it. */
function names(html: string): string {
  return html
    .replace(/<i [^>]*>.<\/i>|<span class="heard">[^<]*<\/span>/g, '')
    .replace(/<b>(\d+)<\/b>/g, ' $1')
    .replace(/<li[^>]*>/g, '(')
    .replaceAll('</li>', ')')
    .replace(/<[^>]*>/g, '');
}

function node(
  name: string,
  count: number,
  children: readonly StackTree[] = [],
  owner: Owner = 'own',
): StackTree {
  return { frame: { fun: name }, name, owner, count, findings: 1, children };
}

const root = (...children: readonly StackTree[]): StackTree => ({
  ...node('', 0, children),
  frame: undefined,
});

describe('an icicle', () => {
  test('has a box for each frame, those below it within, each as wide as it is frequent', () => {
    const findings = [
      finding('a', stack('malloc', 'site', 'one', 'main'), { count: 3 }),
      finding('b', stack('malloc', 'site', 'two', 'main')),
    ];
    const html = icicle(stackTree(findings, { own: [], from: 'innermost' }), { show });
    expect(names(html)).toBe('(malloc 4(site 4(one 3(main 3))(two 1(main 1))))');
    expect(html.match(/flex:\d+/g)).toEqual(['flex:4', 'flex:4', 'flex:3', 'flex:3', 'flex:1', 'flex:1']);
    expect(elementsOf(html).complaints).toEqual([]);
  });

  test('says in words and by a sign whose code a frame is', () => {
    const kinds = Object.keys(ownerSigns) as Owner[];
    const html = icicle(root(...kinds.map((owner) => node('f', 1, [], owner))), { show });
    for (const owner of kinds) {
      expect(html).toContain(
        `<i aria-hidden="true">${ownerSigns[owner].sign}</i><span class="heard">${ownerSigns[owner].words}: </span>`,
      );
      expect(ownerLegend()).toContain(ownerSigns[owner].words);
      expect(stackStyle).toMatch(new RegExp(`\\.${owner}[,{]`));
    }
    expect(new Set(kinds.map((owner) => ownerSigns[owner].sign)).size).toBe(kinds.length);
  });

  test('draws what is too narrow as one', () => {
    const html = icicle(root(node('wide', 1_000), node('thin', 3), node('thinner', 2)), { show });
    expect(names(html)).toBe('(wide 1000)(… 2 more 5)');
  });

  test('names the only one that is too narrow', () => {
    expect(names(icicle(root(node('wide', 1_000), node('thin', 3)), { show }))).toBe('(wide 1000)(… thin 3)');
  });

  test('is bounded: by depth, by boxes, and the upper levels go first', () => {
    const chain = (depth: number): StackTree => node(`d${depth}`, 1, depth > 0 ? [chain(depth - 1)] : []);
    const deep = icicle(root(chain(499)), { show, deepest: 20 });
    expect(
      elementsOf(deep).all.filter(({ attributes }) => attributes['class']?.startsWith('box')),
    ).toHaveLength(21);
    const wide = root(...Array.from({ length: 10 }, (_, at) => node(`w${at}`, 1, [node(`below${at}`, 1)])));
    const html = icicle(wide, { show, mostBoxes: 12 });
    expect(names(html)).toMatch(/^\(w0 1\(below0 1\)\)\(w1 1\(below1 1\)\)\(w2 1\(… below2 1\)\)/);
    expect(names(html)).toContain('(w9 1');
  });

  test('is well formed whatever the tree', () => {
    const name = fc.constantFrom(...hostileNames);
    const count = fc.integer({ min: 1, max: 500 });
    const { tree } = fc.letrec<{ tree: StackTree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.tuple(name, count).map((leaf) => node(...leaf)),
        fc.tuple(name, count, fc.array(tie('tree'), { maxLength: 3 })).map((inner) => node(...inner)),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (trees) => {
        const { all, complaints } = elementsOf(icicle(root(...trees), { show }));
        expect(complaints).toEqual([]);
        expect(
          [...new Set(all.map(({ name }) => name))].filter(
            (each) => !['ul', 'li', 'span', 'i', 'b'].includes(each),
          ),
        ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
