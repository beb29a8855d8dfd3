import { describe, expect, test } from 'vitest';
import { adviseLogs } from '../../src/advice/advise.js';
import type { Finding } from '../../src/finding/finding.js';
import { finding } from '../minimize/make.js';
import { readLogs } from '../group/make.js';
import { around, error, lib, libc, logIds, mine, notice, of, process } from './make.js';

const cond = (stack: string[], more = {}) => error('Cond', 'Conditional jump', stack, more);
const started = ['main', `__libc_start_main@${libc}`];
const leaks = (number: number, ...stack: string[]) =>
  Array.from({ length: number }, (_, at) => finding(['malloc', `f${at}@${mine}`, ...stack]));

test('debug-packages: frames without names, by library', () => {
  const dark = leaks(10, `@${lib}`, `@${lib}`, ...started);
  expect(logIds(dark)).toEqual(['debug-packages']);
  const [advice] = adviseLogs(around(dark));
  expect(advice!.text).toContain('libthing.so.1');
  expect(advice!.evidence).toContain(`${lib}: 20 frames`);
  expect(logIds(leaks(10, ...started).map(lit))).toEqual([]);
  // Too little to tell, and Valgrind's own frames do not count.
  expect(logIds(leaks(2, `@${lib}`))).toEqual([]);
  expect(logIds(leaks(30, '@/usr/libexec/valgrind/vgpreload_helgrind.so', ...started).map(lit))).toEqual([]);
});

/** With lines of source for all named frames. */
function lit(found: Finding): Finding {
  return {
    ...found,
    frames: found.frames.map((each) => (each.fun === '???' ? each : { ...each, file: 'a.c' })),
  };
}

test('cut-stacks: at --num-callers, when told or when all end at the usual depth', () => {
  const deep = (depth: number) =>
    ['a', 'b', 'c'].map((name) =>
      lit(cond([`${name}@${mine}`, ...Array<string>(depth - 1).fill(`f@${mine}`)])),
    );
  const told = (numCallers: number) => ({
    processes: [process({ options: ['--gen-suppressions=all', '--track-origins=yes'], numCallers })],
  });
  expect(logIds(deep(12), told(12))).toEqual(['cut-stacks']);
  expect(logIds(deep(12), told(40))).toEqual([]);
  expect(logIds(deep(12))).toContain('cut-stacks');
  expect(logIds([...deep(12), cond(Array<string>(13).fill(`f@${mine}`))])).not.toContain('cut-stacks');
  const whole = ['a', 'b'].map((name) =>
    lit(cond([...Array<string>(10).fill(`${name}@${mine}`), ...started])),
  );
  expect(logIds(whole, told(12))).toEqual([]);
});

test('generated-suppressions: not asked for', () => {
  const told = (...options: string[]) => ({ processes: [process({ options, numCallers: 12 })] });
  const found = leaks(2, ...started);
  expect(logIds(found, told('--leak-check=full'))).toEqual(['generated-suppressions']);
  expect(logIds(found, told('--gen-suppressions=all'))).toEqual([]);
  // Nothing to suppress, and a log that does not tell its options.
  expect(logIds([], told('--leak-check=full'))).toEqual([]);
  expect(logIds(found)).toEqual([]);
});

test('generated-suppressions in recorded logs', async () => {
  const without = adviseLogs(of(await readLogs('log/text/logs/memory-no-suppressions.txt')));
  expect(without.map(({ id }) => id)).toContain('generated-suppressions');
  const withThem = adviseLogs(of(await readLogs('log/text/logs/memory.txt')));
  expect(withThem.map(({ id }) => id)).not.toContain('generated-suppressions');
});

test('error-limit: only where Valgrind stopped', () => {
  const cut = (text: string) => ({ notices: [notice('cut-off', text)] });
  const limit = "More than 10000000 total errors detected.  I'm not reporting any more.";
  expect(logIds([], cut(limit))).toEqual(['error-limit']);
  expect(logIds([], cut("More than 1000 different errors detected.  I'm not reporting any more."))).toEqual([
    'error-limit',
  ]);
  expect(logIds([], cut('More than 100 errors detected.  Subsequent errors'))).toEqual([]);
  expect(logIds([], cut('Exit program on first error (--exit-on-first-error=yes)'))).toEqual([]);
});

test('track-origins: undefined values, and none with an origin', () => {
  const origins = [{ caption: 'Uninitialised value was created by a heap allocation', frames: [] }];
  expect(logIds([cond([`a@${mine}`])])).toEqual(['track-origins']);
  expect(logIds([cond([`a@${mine}`], { origins })])).toEqual([]);
  expect(logIds(leaks(1, ...started))).toEqual([]);
  const options = ['--track-origins=yes', '--gen-suppressions=all'];
  expect(logIds([cond([`a@${mine}`])], { processes: [process({ options })] })).toEqual([]);
});

test('fair-sched: threads, and options that tell', () => {
  const run = (more: object) => ({ processes: [process({ options: ['--gen-suppressions=all'], ...more })] });
  expect(logIds([], run({ tool: 'helgrind' }))).toEqual(['fair-sched']);
  expect(logIds([], run({ tool: 'drd' }))).toEqual(['fair-sched']);
  expect(logIds([], run({}))).toEqual([]);
  expect(logIds([], run({ tool: 'helgrind', options: ['--fair-sched=yes'] }))).toEqual([]);
  expect(logIds([], run({ tool: 'helgrind', options: undefined }))).toEqual([]);
  // It does not work in this one, and was not there yet in that one.
  expect(logIds([], run({ tool: 'helgrind', valgrind: '3.27.0' }))).toEqual([]);
  expect(logIds([], run({ tool: 'helgrind', valgrind: '3.7.0' }))).toEqual([]);
  const threads = (number: number) =>
    Array.from({ length: number }, (_, at) => finding([`f${at}@${mine}`], { thread: `${at + 1}` }));
  expect(logIds(threads(4), run({}))).toEqual(['fair-sched']);
  expect(logIds(threads(3), run({}))).toEqual([]);
});

test('generated-code: code of no object, where Valgrind does not look', () => {
  const jit = ['a', 'b'].map((name) =>
    finding([`@???`, `@???`, `${name}@${mine}`, 'main'], {
      leakKind: undefined,
      kind: 'Memcheck:Jump',
    } as object),
  );
  const told = (more: object) => ({ processes: [process(more)] });
  expect(logIds(jit, told({ valgrind: '3.10.1' }))).toEqual(['generated-code']);
  expect(logIds(jit, told({ options: ['--smc-check=stack', '--gen-suppressions=all'] }))).toEqual([
    'generated-code',
  ]);
  // The usual setting covers it from 3.11.0 on.
  expect(logIds(jit, told({ valgrind: '3.19.0' }))).toEqual([]);
  expect(
    logIds(jit, told({ valgrind: '3.10.1', options: ['--smc-check=all', '--gen-suppressions=all'] })),
  ).toEqual([]);
  expect(logIds(leaks(4, 'main'), told({ valgrind: '3.10.1' }))).toEqual([]);
});

describe('a warning of switching stacks', () => {
  const warned = (from: string, to: string) => ({
    notices: [notice('switching-stacks', `Warning: client switching stacks?  SP change: ${from} --> ${to}`)],
  });
  const coroutine = finding(['malloc', `f@${mine}`, `coroutine_trampoline@${mine}`]);
  test('a jump that may be a frame: --max-stackframe as Valgrind computes it', () => {
    expect(logIds([], warned('0x1fff0007f0', '0x1ffe8020e0'))).toEqual(['max-stackframe']);
    expect(adviseLogs(around([], warned('0x1fff0007f0', '0x1ffe8020e0')))[0]!.example).toBe(
      '--max-stackframe=8382224',
    );
  });
  test('a jump elsewhere, or coroutines: register the stacks', () => {
    expect(logIds([], warned('0x1ffefffe88', '0x744bfe8'))).toEqual(['switching-stacks']);
    expect(logIds([coroutine], warned('0x1fff0007f0', '0x1ffe8020e0'))).toEqual(['switching-stacks']);
    expect(logIds([coroutine])).toEqual([]);
  });
});
