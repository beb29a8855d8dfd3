import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { funMatches } from '../../src/match/fun.js';
import { matches } from '../../src/match/matches.js';
import { objMatches } from '../../src/match/obj.js';
import { callbackReach, callbacksIn } from '../../src/minimize/callbacks.js';
import { numberedFrames } from '../../src/minimize/frames.js';
import { lineTree, numberedLines } from '../../src/minimize/line-tree.js';
import { asSuppression } from '../../src/minimize/noise.js';
import { reachIn } from '../../src/minimize/reach.js';
import { eachReached, type Hit } from '../../src/minimize/reached.js';
import { stacksOf } from '../../src/minimize/stacks.js';
import { walk } from '../../src/minimize/walk.js';
import { formatLocation } from '../../src/suppression/location.js';
import type { FramePattern } from '../../src/suppression/suppression.js';
import { finding, lines } from './make.js';

const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({
    fun: fc.constantFrom('a', 'b', 'ab', '???', 'main', '(below main)'),
    obj: fc.constantFrom('/usr/bin/p', '/usr/lib/libx.so.1', '/usr/lib/libc.so.6', '???'),
  }),
  fc.record({ fun: fc.constantFrom('a', 'b') }),
  fc.record({ demangled: fc.constantFrom('a(int)', 'b::c()'), obj: fc.constant('/usr/lib/libx.so.1') }),
  fc.record({ demangled: fc.constantFrom('a(int)', 'b') }),
);
const stack = fc.array(frame, { maxLength: 5 });
const someFinding: fc.Arbitrary<Finding> = fc
  .record({
    frames: stack,
    variants: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(stack, { maxLength: 2 }) },
    ),
    hidesBelowMain: fc.boolean(),
  })
  .map((more) => finding([], more));
const name = fc.constantFrom(
  ...['fun:a', 'fun:b', 'fun:a*', 'fun:*', 'fun:*b', 'fun:?', 'fun:main', 'fun:*start*', 'fun:_Z1a*'],
  ...['obj:*', 'obj:*/libx.so*', 'obj:/usr/bin/p', 'obj:*/libc.so*', 'obj:/usr/*'],
);
const line = fc.oneof({ weight: 3, arbitrary: name }, { weight: 1, arbitrary: fc.constant('...') });
/** Like candidates: something, and no gap at the end. */
const entry = fc
  .tuple(fc.array(line, { maxLength: 4 }), name)
  .map(([inner, last]) => lines([...inner, last].join(' ')));

/** What the walk says of each of the lists. */
function reachedBy(all: readonly (readonly FramePattern[])[], findings: readonly Finding[]): Hit[][] {
  const numbered = numberedLines();
  const tree = lineTree(numbered);
  const nodes = all.map(tree.add);
  const found: Hit[][] = [];
  const order: string[] = [];
  const stacks = stacksOf(findings, 4, numbered);
  walk(tree, stacks, (node, codes, from, to) => {
    order.push(tree.linesOf(node).map(formatLocation).join('\n'));
    const hits: Hit[] = (found[node] = []);
    eachReached(stacks, codes, from, to, (position, end) => hits.push({ position, end }));
  });
  expect(order).toEqual([...order].sort());
  return nodes.map((node) => found[node] ?? []);
}

test('lines laid together reach what each reaches when it is tried alone, and as far', () => {
  fc.assert(
    fc.property(
      fc.array(someFinding, { minLength: 1, maxLength: 6 }),
      fc.array(entry, { minLength: 1, maxLength: 12 }),
      (findings, all) => {
        const plain = reachIn(findings, 4);
        for (const [at, hits] of reachedBy(all, findings).entries()) {
          const { yes, maybe } = plain(all[at]!);
          expect(hits.filter(({ end }) => end >= 0)).toEqual(yes);
          expect(hits.map(({ position }) => position)).toEqual(maybe);
          const answers = findings.map((each) =>
            matches(asSuppression(each, all[at]!), each, { numCallers: 4 }),
          );
          expect(answers.flatMap((answer, position) => (answer === 'no' ? [] : [position]))).toEqual(maybe);
        }
      },
    ),
    { numRuns: 800, seed: 1 },
  );
});

test('where many lines begin alike and many stacks are left, they are grouped, and the answers are the same', () => {
  const findings = ['a', 'b', 'ab', 'main', 'x', 'y', 'z'].flatMap((inner) =>
    ['a', 'b', 'c', 'main'].map((outer) =>
      finding([`${inner}@/usr/lib/libx.so.1`, `${outer}@/usr/bin/p`, 'main@/usr/bin/p']),
    ),
  );
  const each = ['fun:a', 'fun:b', 'fun:a*', 'fun:*', 'obj:*/libx.so*', 'obj:/usr/bin/p', 'fun:main', '...'];
  const all = each.flatMap((first) => each.map((next) => lines(`${first} ${next} fun:main`)));
  const plain = reachIn(findings, 4);
  for (const [at, hits] of reachedBy(all, findings).entries()) expect(hits).toEqual(plain(all[at]!).yes);
});

test('a line meets the frames that it matches, found by what it spells in front of its wildcards', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), name, (all, text) => {
      const { numberOf, distinct, meet } = numberedFrames();
      all.forEach(numberOf);
      const [wanted] = lines(text);
      if (wanted?.type !== 'fun' && wanted?.type !== 'obj') throw new Error('a line with a name');
      const { yes, maybe } = meet(wanted);
      for (const [number, each] of distinct.entries()) {
        const answer =
          wanted.type === 'fun' ? funMatches(wanted.pattern, each) : objMatches(wanted.pattern, each);
        expect(yes.has(number) ? 'yes' : maybe.has(number) ? 'unknown' : 'no').toBe(answer);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('a gap could skip own code for a list in a tree where it could for the list alone', () => {
  fc.assert(
    fc.property(
      fc.array(someFinding, { minLength: 1, maxLength: 6 }),
      fc.array(entry, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      (findings, all, isLeak) => {
        const callbacks = callbacksIn(findings, [], 4, true);
        const tree = lineTree(callbacks.lines);
        const nodes = all.map(tree.add);
        const skips = callbacks.skippedBy(tree, isLeak);
        const plain = callbackReach(findings, [], 4, !isLeak);
        for (const [at, node] of nodes.entries()) expect(skips(node)).toBe(plain(all[at]!));
      },
    ),
    { numRuns: 1000, seed: 1 },
  );
});
