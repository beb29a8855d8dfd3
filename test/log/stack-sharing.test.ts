import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Frame } from '../../src/finding/finding.js';
import { createStackSharing } from '../../src/log/stack-sharing.js';

const frames: readonly Frame[] = ['f', 'g', 'h'].map((fun) => ({ fun }));
const stack = fc.array(fc.constantFrom(...frames), { maxLength: 6 });

test('stacks of the same frames are the first such array, others are themselves', () => {
  fc.assert(
    fc.property(fc.array(stack, { maxLength: 60 }), (stacks) => {
      const share = createStackSharing();
      const plain = new Map<string, readonly Frame[]>();
      for (const one of stacks) {
        const key = one.map(({ fun }) => fun).join();
        if (!plain.has(key)) plain.set(key, one);
        expect(share(one)).toBe(plain.get(key));
      }
    }),
  );
});

test('equal frames that are not the same are told apart', () => {
  const share = createStackSharing();
  const [a, b] = [[{ fun: 'f' }], [{ fun: 'f' }]];
  expect(share(a)).toBe(a);
  expect(share(b)).toBe(b);
});

test('it starts afresh in the end', () => {
  const share = createStackSharing();
  const first = share([frames[0]!]);
  expect(share([frames[0]!])).toBe(first);
  const long = new Array<Frame>(1 << 17).fill(frames[1]!);
  share(long);
  share([...long, frames[2]!]);
  share([frames[2]!]);
  expect(share([frames[0]!])).not.toBe(first);
});
