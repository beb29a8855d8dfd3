import { describe, expect, it } from 'vitest';
import { finding } from '../../minimize/make.js';
import { entry, found, places } from '../of-rule.js';

const rule = 'differs-by-num-callers';
const names = (count: number) => Array.from({ length: count }, (_, at) => `f${at}`);
const leak = (...functions: readonly string[]) =>
  entry('table', 'Memcheck:Leak', ...functions.map((name) => (name === '...' ? name : `fun:${name}`)));
const logs = (...findings: ReturnType<typeof finding>[]) => ({ evidence: { findings, real: [] } });
/** Shown to its end, and another one that shows that the log goes deeper. */
const [deep, deeper] = [finding(names(20)), finding([...names(29), 'end'])];

describe('an entry with more lines than callers', () => {
  const other = leak(...names(12), 'another');

  it('hides more than it says', () => {
    expect(places(rule, other, logs(deep))).toEqual(['warning 2:4-9']);
    expect(found(rule, other, logs(deep))[0]!.message).toBe(
      `With --num-callers=12 this entry hides a finding that it does not hide with 13: ${deep.id} "a leak" at f0 < f1 < f2 < f3. ` +
        'Write it so that both do the same.',
    );
  });

  it('is right where what is cut off matches too, and where nothing is cut off', () => {
    expect(found(rule, leak(...names(13)), logs(deep))).toEqual([]);
    expect(found(rule, other, { ...logs(deep), numCallers: 13 })).toHaveLength(1); // with 12
    expect(found(rule, leak(...names(12)), { ...logs(deep), numCallers: 13 })).toEqual([]);
  });

  it('is not judged by a stack that the log cuts', () => {
    const cut = finding(names(12));
    expect(found(rule, other, logs(cut))).toEqual([]);
    expect(found(rule, other, logs(cut, deep))).toHaveLength(1); // not cut: another one is deeper
    expect(found(rule, other, logs(finding([...names(11), 'main'], { hidesBelowMain: true })))).toEqual([]);
  });

  it('is not judged at a depth at which Valgrind refuses it', () => {
    expect(found(rule, leak('...', '...', 'f5'), { ...logs(deep), numCallers: 2 })).toEqual([]);
  });
});

describe('an entry with a gap', () => {
  const outside = leak('f0', '...', 'f19');

  it('hides more where the stack is deeper', () => {
    expect(found(rule, outside, logs(deep, deeper))).toEqual([]);
    expect(
      found(rule, outside, { ...logs(deep, deeper), numCallers: 24 }).map(({ message }) => message),
    ).toEqual([
      expect.stringMatching(
        /^With --num-callers=24 this entry hides 2 findings that it does not hide with 12: /,
      ),
    ]);
  });

  it('is right where it meets what it wants at both depths', () => {
    expect(found(rule, leak('f0', '...', 'f11'), { ...logs(deep), numCallers: 24 })).toEqual([]);
  });
});

it('counts inlined calls on top of callers', () => {
  const frames = [{ fun: 'inlined', inlined: true as const }, ...names(13).map((fun) => ({ fun }))];
  const inlined = { ...deep, frames };
  const twelve = leak('inlined', '...', 'f12');
  expect(found(rule, twelve, { ...logs(inlined), numCallers: 13 })).toHaveLength(1);
  expect(found(rule, leak('inlined', '...', 'f11'), { ...logs(inlined), numCallers: 13 })).toEqual([]);
});
