import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { covers, type Example } from '../../src/match/covers.js';
import { matches } from '../../src/match/matches.js';
import { thinNames } from '../../src/match/thin-names.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { finding, sequences, suppression } from './make.js';
import { twinGlob } from './twin.js';

const whole = (example: Example): Finding => finding(example.frames, example);

/** Does the matcher itself say that the counter-example is one? */
function proves(a: Suppression, b: Suppression, example: Example): boolean {
  return matches(b, whole(example)) === 'yes' && matches(a, whole(example)) === 'no';
}

describe('the answer agrees with the matcher on all small lines', () => {
  const named = (funs: string[], objs: string[]) => funs.flatMap((fun) => objs.map((obj) => ({ fun, obj })));

  test('of functions and objects', () => {
    // The number of yes only shows that there were many.
    expect(
      compareAll(
        sequences(['...', 'fun:a', 'fun:b', 'fun:a*', 'fun:*', 'obj:x', 'obj:*'], 3),
        sequences<Frame>(named(['a', 'b', 'ac', 'c'], ['x', 'y']), 4),
      ),
    ).toEqual({ pairs: 399 ** 2, yes: 25_786 });
  });

  test('of functions, with globs of which none is the widest', () => {
    expect(
      compareAll(
        sequences(['...', 'fun:a', 'fun:?*', 'fun:a*'], 4),
        sequences<Frame>(named(['', 'a', 'ac', 'c'], ['x']), 5),
      ),
    ).toEqual({ pairs: 340 ** 2, yes: 28_245 });
  });

  test('of sources', () => {
    expect(
      compareAll(
        sequences(['...', 'fun:a', 'src:a', 'src:*', 'src:a*:7', 'src:*:8'], 3),
        sequences<Frame>(
          [null, 'a', 'ac', 'c'].flatMap((file) =>
            (file === null ? [undefined] : [7, 8, 9]).map((line) => ({ fun: 'a', obj: 'x', file, line })),
          ),
          3,
        ),
      ),
    ).toEqual({ pairs: 258 ** 2, yes: 6_594 });
  });

  /** Every yes is held against all stacks, every no against the matcher. */
  function compareAll(lines: string[][], stacks: Frame[][]) {
    const all = lines.filter((each) => each.length > 0).map((each) => suppression(each));
    const findings = stacks.map((each) => finding(each));
    const matched = all.map((each) => bitsWhere(findings, (found) => matches(each, found) === 'yes'));
    const count = { pairs: 0, yes: 0 };
    all.forEach((a, i) => {
      all.forEach((b, j) => {
        count.pairs++;
        const answer = covers(a, b);
        if (answer.covers) count.yes++;
        const right = answer.covers
          ? matched[j]!.every((bits, w) => (bits & ~matched[i]![w]!) === 0)
          : answer.counterExample && proves(a, b, answer.counterExample);
        if (!right) expect.fail(JSON.stringify({ a: lines[i + 1], b: lines[j + 1], answer }));
      });
    });
    return count;
  }
});

function bitsWhere<T>(items: readonly T[], is: (item: T) => boolean): Uint32Array {
  const bits = new Uint32Array(Math.ceil(items.length / 32));
  items.forEach((item, k) => is(item) && (bits[k >>> 5]! |= 1 << (k & 31)));
  return bits;
}

test('the thinnest names of all small globs are the thinnest of all texts', () => {
  // Three bytes of a pattern and three of each rival: no thinner text is longer than these.
  const texts = sequences([...'abx'], 7).map((letters) => letters.join(''));
  const patterns = sequences([...'ab*?'], 3).map((letters) => letters.join(''));
  const fitting = patterns.map((pattern) => bitsWhere(texts, (text) => twinGlob(pattern, text)));
  let compared = 0;
  patterns.forEach((pattern, p) => {
    patterns.forEach((g, i) => {
      patterns.slice(i).forEach((h, k) => {
        compared++;
        const thin = thinNames(pattern, [
          { glob: g, bits: 1n },
          { glob: h, bits: 2n },
        ])!;
        const met = [false, false, false, false];
        fitting[p]!.forEach((bits, w) => {
          const [ofG, ofH] = [fitting[i]![w]!, fitting[i + k]![w]!];
          if (bits & ~ofG & ~ofH) met[0] = true;
          if (bits & ofG & ~ofH) met[1] = true;
          if (bits & ~ofG & ofH) met[2] = true;
          if (bits & ofG & ofH) met[3] = true;
        });
        const expected = met[0] ? [0n] : met[1] || met[2] ? [1n, 2n].filter((n) => met[Number(n)]) : [3n];
        const right =
          JSON.stringify(thin.map(({ fits }) => Number(fits)).sort()) ===
            JSON.stringify(expected.map(Number)) &&
          thin.every(
            ({ name, fits }) =>
              twinGlob(pattern, name) &&
              fits === (twinGlob(g, name) ? 1n : 0n) + (twinGlob(h, name) ? 2n : 0n),
          );
        if (!right)
          expect.fail(`${pattern} against ${g} and ${h}: ${JSON.stringify(thin.map(({ name }) => name))}`);
      });
    });
  });
  expect(compared).toBe(85 * ((85 * 86) / 2));
});

test('the answer agrees with the matcher on random lines', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
  const line = fc.oneof(
    fc.constantFrom('...', 'fun:*', 'obj:*'),
    pattern.map((text) => `fun:${text}`),
    pattern.map((text) => `obj:${text}`),
    fc.tuple(pattern, fc.integer({ min: 0, max: 2 })).map(([text, number]) => `src:${text}:${number}`),
  );
  const edit = fc.constantFrom<(line: string, other: string) => string[]>(
    (line) => [line],
    (line) => [line],
    (line) => [line],
    (line) => [line.replace(/(?<=:.*)[ab](?!.*[ab])/, '?')],
    (line) => [line.replace(/(?<=:.*)[?ab]+$/, '*')],
    (line) => [line.replace(/:.*/, ':*')],
    (line) => ['...', line],
    () => ['...'],
    () => [],
    (_, other) => [other],
  );
  const seen = { yes: 0, no: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, line, edit), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.nat(),
      (rows, apart, seed) => {
        const theirs = rows.map(([line]) => line);
        const ours = rows.flatMap(([line, other, edit]) => (apart ? [other] : edit(line, other)));
        const [a, b] = [suppression(ours), suppression(theirs)];
        const answer = covers(a, b);
        seen[answer.covers ? 'yes' : 'no']++;
        if (!answer.covers) return answer.counterExample !== undefined && proves(a, b, answer.counterExample);
        const choose = chooser(seed);
        for (let k = 0; k < 20; k++) {
          const stack = finding(stackLike(theirs, choose));
          if (matches(b, stack) !== 'yes' || matches(a, stack) !== 'yes') return false;
        }
        return true;
      },
    ),
    { numRuns: 20_000 },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(2000);
});

/** Numbers below a limit, the same ones for the same seed. */
function chooser(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
}

/** Some stack that the lines fit, with something of all that they leave open. */
function stackLike(lines: readonly string[], choose: (limit: number) => number): Frame[] {
  const some = (most: number) => Array.from({ length: choose(most + 1) }, () => 'abx'[choose(3)]!).join('');
  const name = (pattern: string) =>
    pattern.replaceAll('?', () => 'abx'[choose(3)]!).replaceAll('*', () => some(2));
  const frame = (more: Frame = {}): Frame => ({ fun: some(2), obj: some(2), file: null, ...more });
  return lines.flatMap((line) => {
    if (line === '...') return Array.from({ length: choose(4) }, () => frame());
    const [type, pattern, number] = line.split(':') as [string, string, string?];
    if (type !== 'src') return [frame({ [type]: name(pattern) })];
    return [frame({ file: name(pattern), line: Number(number) || 1 + choose(3) })];
  });
}

describe('telling examples', () => {
  const cases: [string[], string[], boolean][] = [
    [['fun:f'], ['fun:f'], true],
    [['fun:f'], ['fun:f', 'fun:g'], true], // a beginning is enough
    [['fun:f', 'fun:g'], ['fun:f'], false], // the stack may end
    [['fun:f', 'fun:*'], ['fun:f'], false],
    [['fun:f', '...'], ['fun:f'], true],
    [['fun:f'], ['fun:f', '...'], true],
    [['fun:f'], ['...', 'fun:f'], false],
    [['...', 'fun:f'], ['fun:f'], true],
    [['...', '...', 'fun:f'], ['...', 'fun:f'], true],
    [['...', 'fun:f'], ['...', '...', 'fun:f'], true],
    [['...', 'fun:*', '...'], ['fun:f'], true],
    [['...', 'fun:*', 'fun:f'], ['...', 'fun:f'], false], // which may come first
    [['...', 'fun:*', 'fun:f'], ['fun:*', '...', 'fun:f'], true],
    [['fun:*', '...', 'fun:f'], ['...', 'fun:*', 'fun:f'], true],
    [['...', 'fun:f', '...', 'fun:g'], ['...', 'fun:f', 'fun:h', 'fun:g'], true],
    [['...', 'fun:f', 'fun:g'], ['...', 'fun:f', '...', 'fun:f', 'fun:g'], true],
    [['...', 'fun:f', 'fun:g'], ['...', 'fun:f', '...', 'fun:g'], false],
    [['...', 'fun:f', 'fun:f'], ['...', 'fun:f', 'fun:g', 'fun:f'], false],
    [['fun:_ZN2ns*'], ['fun:_ZN2ns1fEv'], true],
    [['fun:_ZN2ns*'], ['fun:_ZN2ns1f*'], true],
    [['fun:_ZN2ns1f*'], ['fun:_ZN2ns*'], false],
    [['fun:???'], ['fun:???'], true],
    [['fun:?*'], ['fun:???'], true],
    [['fun:???'], ['fun:?*'], false],
    [['fun:*?*?'], ['fun:??*'], true],
    [['fun:*a?*'], ['fun:*a*a*'], true], // one letter is behind the first a
    [['fun:*?a*'], ['fun:a*b'], false],
    [['fun:*x*'], ['fun:*'], false],
    [['obj:*'], ['fun:f'], true],
    [['fun:*'], ['obj:/p'], true],
    [['fun:f'], ['obj:f'], false],
    [['obj:f'], ['fun:f'], false],
    [['obj:?*'], ['fun:f'], false],
    [['obj:*', 'fun:*'], ['fun:f', 'obj:/p'], true],
    [['src:a.c'], ['src:a.c:5'], true],
    [['src:a.c:5'], ['src:a.c'], false],
    [['src:a.c:5'], ['src:a.c:6'], false],
    [['src:*.c'], ['src:a.c'], true],
    [['fun:*'], ['src:a.c'], true],
    [['src:*'], ['fun:f'], false], // which may have no source
  ];
  test.each(cases)('%j covers %j: %j', (ours, theirs, expected) => {
    const [a, b] = [suppression(ours), suppression(theirs)];
    const answer = covers(a, b);
    expect(answer.covers).toBe(expected);
    if (!answer.covers) expect(proves(a, b, answer.counterExample!)).toBe(true);
  });

  const heads: [string, Partial<Suppression>, Partial<Suppression>, boolean][] = [
    ['other kind', { kind: 'Memcheck:Addr4' }, { kind: 'Memcheck:Addr8' }, false],
    ['CoreMem, which never matches', { kind: 'Memcheck:Cond' }, { kind: 'Memcheck:CoreMem' }, true],
    ['FreeMemLock, which never matches', { kind: 'Helgrind:Race' }, { kind: 'Helgrind:FreeMemLock' }, true],
    ['same parameter', param('write(buf)'), param('write(buf)'), true],
    ['a star in a parameter is a star', param('write(*)'), param('write(buf)'), false],
    ['same argument', fishy('malloc(size)'), fishy('malloc(size) and more'), true],
    ['other argument', fishy('malloc(size)'), fishy('realloc(size)'), false],
    ['any leak kind', { kind: 'Memcheck:Leak' }, leak('definite'), true],
    ['not any leak kind', leak('definite'), { kind: 'Memcheck:Leak' }, false],
    [
      'all leak kinds',
      leak('definite', 'possible', 'indirect', 'reachable'),
      { kind: 'Memcheck:Leak' },
      true,
    ],
    ['more leak kinds', leak('definite', 'possible'), leak('possible'), true],
    ['fewer leak kinds', leak('possible'), leak('definite', 'possible'), false],
    ['no leak kind', leak(), leak('definite'), false],
    ['no leak kind, which never matches', leak('definite'), leak(), true],
    ['an extra line where none is read', { extra: 'x' }, { extra: 'y' }, true],
  ];
  test.each(heads)('%s', (_, ours, theirs, expected) => {
    const [a, b] = [suppression(['...', 'fun:f'], ours), suppression(['fun:f*', 'fun:f', 'obj:?'], theirs)];
    const answer = covers(a, b);
    expect(answer.covers).toBe(expected);
    if (!answer.covers) expect(proves(a, b, answer.counterExample!)).toBe(true);
  });

  function param(extra: string) {
    return { kind: 'Memcheck:Param', extra };
  }
  function fishy(extra: string) {
    return { kind: 'Memcheck:FishyValue', extra };
  }
  function leak(...leakKinds: ('definite' | 'possible' | 'indirect' | 'reachable')[]) {
    return { kind: 'Memcheck:Leak', leakKinds };
  }
});

test('a counter-example is as short as the lines allow, or can lose no frame', () => {
  const example = (ours: string[], theirs: string[]) => {
    const answer = covers(suppression(ours), suppression(theirs));
    return answer.covers ? undefined : answer.counterExample?.frames.map(({ fun }) => fun);
  };
  expect(example(['...', 'fun:g'], ['...', 'fun:f', '...', 'fun:h*'])).toEqual(['f', 'hx']);
  expect(example(['fun:f', 'fun:g'], ['fun:f', '...', 'fun:g'])).toEqual(['f', 'x', 'g']);
  expect(example(['fun:f', 'fun:*', 'fun:*', 'fun:g'], ['fun:f', '...', 'fun:g'])).toEqual(['f', 'g']);
  expect(
    example(
      ['...', 'fun:f', 'fun:*', 'fun:g'],
      ['fun:f', '...', 'fun:f', 'fun:h', '...', 'fun:g'], // the f do not need to be apart, h and g do
    ),
  ).toEqual(['f', 'f', 'h', 'x', 'g']);
});

test('a name that no pattern spells is found even where they spell all letters', () => {
  const all = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const [a, b] = [suppression(['fun:*x*', `fun:${all}`]), suppression(['fun:*', `fun:${all}`])];
  const answer = covers(a, b);
  expect(!answer.covers && proves(a, b, answer.counterExample!)).toBe(true);
});

// The search counts its comparisons: “yes” and “no” say that few were enough, “undecided” that it was given up.
describe('lines that ask for a long search', () => {
  const times = (n: number, ...lines: string[]) => Array.from({ length: n }, () => lines).flat();
  const ask = (ours: string[], theirs: string[]) => {
    const [a, b] = [suppression(ours), suppression(theirs)];
    const answer = covers(a, b);
    if (answer.covers) return 'yes';
    if (answer.counterExample) expect(proves(a, b, answer.counterExample)).toBe(true);
    return answer.counterExample ? 'no' : 'undecided';
  };

  test('are answered where people could have written them', () => {
    const fifteen = times(15, '...', 'fun:*a*');
    expect(ask(fifteen, fifteen)).toBe('yes');
    expect(ask(fifteen, times(15, '...', 'fun:*a?b*'))).toBe('yes');
    expect(ask([...fifteen, '...', 'fun:*a*'], times(15, '...', 'fun:*a?b*'))).toBe('no');
    // How far back the last f was, of which there are many: all sets of places, if nothing is given up.
    const far = times(30, 'fun:*');
    expect(ask(['...', 'fun:f', ...far, 'fun:g'], [...times(30, '...', 'fun:f'), ...far, 'fun:g'])).toBe(
      'yes',
    );
    expect(
      ask(['...', 'fun:f', ...far, 'fun:g'], [...times(30, '...', 'fun:f'), ...far, '...', 'fun:g']),
    ).toBe('no');
  });

  test('are answered with five hundred lines', () => {
    expect(ask(times(250, '...', 'fun:*'), times(250, '...', 'fun:f'))).toBe('yes');
    expect(ask(times(500, 'fun:f*'), times(500, 'fun:f?'))).toBe('yes');
    expect(ask([...times(499, 'fun:*'), 'fun:g'], times(250, '...', 'fun:f'))).toBe('no');
    expect(ask(times(500, 'fun:?*'), times(500, 'fun:*a*b*c*d*e*f*g*'))).toBe('yes');
  });

  test('are left undecided where only an adversary would write them', () => {
    // No two of 250 f may be 101 frames apart: how many frames to put between them is not looked for that long.
    expect(ask(['...', 'fun:f', ...times(100, 'fun:*'), 'fun:f'], times(250, '...', 'fun:f'))).toBe(
      'undecided',
    );
    // Yes, since eight letters are more than four; but any number from none to four is tried at each star.
    expect(ask(['fun:????*'], ['fun:*a*b*c*d*e*f*g*h*'])).toBe('undecided');
  });
});
