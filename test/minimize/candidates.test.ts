import fc from 'fast-check';
import { expect, test } from 'vitest';
import { common } from '../../src/minimize/candidates/common.js';
import { anyFrame, anyFrames } from '../../src/minimize/candidate.js';
import { isAnchor } from '../../src/minimize/anchors.js';
import { noiseOf } from '../../src/minimize/noise.js';
import { formatLocation } from '../../src/suppression/location.js';
import type { FramePattern } from '../../src/suppression/suppression.js';
import { finding } from './make.js';

const libx = '/usr/lib/libx.so.1';
const frame = fc.constantFrom(
  ...['malloc@/usr/lib/vgpreload_x.so', `@${libx}`, '@', 'main@/usr/bin/p', 'exit@/usr/lib/libc.so.6'],
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((fun) => `${fun}@${libx}`),
);

/** The longest common subsequence by the definition, walked from the inside, the first stack going on first. */
function shared(a: readonly string[], b: readonly string[]): string[] {
  const length = (i: number, j: number): number =>
    i === a.length || j === b.length
      ? 0
      : a[i] === b[j]
        ? 1 + length(i + 1, j + 1)
        : Math.max(length(i + 1, j), length(i, j + 1));
  const lines: string[] = [];
  let skipped = false;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      lines.push(...(skipped ? ['...'] : []), a[i]!);
      skipped = false;
      i++;
      j++;
    } else {
      skipped = true;
      if (length(i + 1, j) >= length(i, j + 1)) i++;
      else j++;
    }
  }
  return lines;
}

test('what neighbours have in common is what comparing with all and sorting gives', () => {
  const stacks = fc.array(fc.array(frame, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 14 });
  fc.assert(
    fc.property(stacks, fc.boolean(), (given, isLeak) => {
      const noise = given.map((stack) =>
        noiseOf(finding(stack, isLeak ? {} : { kind: 'Memcheck:Cond', leakKind: undefined }), 4, []),
      );
      const spelled = noise.map(({ lines }) =>
        lines.slice(0, 4).map((line) => formatLocation(line ?? anyFrame)),
      );
      const lineOf = new Map<string, FramePattern>([
        [formatLocation(anyFrame), anyFrame],
        ['...', anyFrames],
        ...noise.flatMap(({ lines }) =>
          lines.flatMap((line) => (line ? [[formatLocation(line), line] as const] : [])),
        ),
      ]);
      const expected: string[] = [];
      for (const [at, own] of spelled.entries()) {
        const weightOf = (other: readonly string[]) =>
          [...new Set(own)]
            .filter((line) => other.includes(line))
            .reduce((sum, line) => sum + 1 / spelled.filter((each) => each.includes(line)).length, 0);
        const nearest = [...spelled.keys()]
          .filter((other) => other !== at && weightOf(spelled[other]!) > 0)
          .sort((a, b) => weightOf(spelled[b]!) - weightOf(spelled[a]!) || a - b)
          .slice(0, 8);
        for (const other of nearest) {
          const lines = shared(own, spelled[other]!);
          if (lines.length < 2 || (!isLeak && lines[0] === '...')) continue;
          const anchor = lines.findIndex((line) => isAnchor(lineOf.get(line)!));
          for (let length = 2; length <= lines.length; length++) {
            if (lines[length - 1] === '...') continue;
            if (length <= 4) expected.push(lines.slice(0, length).join('\n'));
            if (isLeak && anchor > 0 && anchor < length && length - anchor < 4 && lines[0] !== '...')
              expected.push(['...', ...lines.slice(anchor, length)].join('\n'));
          }
        }
      }
      expect([...common(noise)].map((lines) => lines.map(formatLocation).join('\n'))).toEqual(expected);
    }),
    { numRuns: 500, seed: 1 },
  );
});
