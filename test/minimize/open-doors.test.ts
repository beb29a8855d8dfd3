import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doorsOf } from '../../src/minimize/doors.js';
import { integers } from '../../src/match/integers.js';
import { noiseOf } from '../../src/minimize/noise.js';
import { numberedDoors } from '../../src/minimize/open-doors.js';
import { openDoors, openingOf } from '../../src/minimize/opening.js';
import { finding } from './make.js';

const frame = fc.constantFrom(
  'malloc@/usr/lib/vgpreload_x.so',
  ...['x', 'y', 'z'].flatMap((lib) => ['a', 'b'].map((fun) => `${lib}_${fun}@/usr/lib/lib${lib}.so.1`)),
  ...['p_a@/usr/bin/p', 'q_a@/usr/bin/q', 'main@/usr/bin/p', '@'],
);

test('numbered doors are open where each door is, counted by name, one of each kind', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(frame, { minLength: 1, maxLength: 8 }), fc.nat({ max: 8 })), {
        minLength: 1,
        maxLength: 8,
      }),
      (given) => {
        const findings = given.map(([stack]) => noiseOf(finding(stack), 12, []));
        const hit = given.map(([stack, end], position) => ({
          position,
          end: Math.min(end, stack.length - 1),
        }));
        const [positions, ends] = [integers(), integers()];
        for (const { position, end } of hit) {
          positions.push(position);
          ends.push(end);
        }
        const plain = openDoors([], hit, (position) => doorsOf(findings[position]!));
        const kindOf = ({ near, shallow, depth, borders, used }: (typeof plain)[number]) =>
          [near, shallow, depth, borders, used].join();
        const numbered = numberedDoors(findings);
        // Questions must not disturb each other.
        for (let round = 0; round < 2; round++) {
          const open = numbered.openedBy(positions, ends);
          expect(open.kinds().map(kindOf).sort()).toEqual([...new Set(plain.map(kindOf))].sort());
          expect(open.unused()).toBe(openingOf(hit, plain, findings).opens.length);
        }
      },
    ),
    { numRuns: 1000, seed: 1 },
  );
});
