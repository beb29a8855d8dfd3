import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { convert, isLossless } from '../../src/convert/convert.js';
import { sanitizers } from '../../src/convert/sanitizers.js';
import { convertJson } from '../../src/report/convert/json.js';
import { convertSummary } from '../../src/report/convert/summary.js';
import { convertSupp } from '../../src/report/convert/supp.js';
import { readSetFile } from '../../src/set/read-set.js';
import { entry } from '../diff/make.js';

function converted(to: 'lsan' | 'tsan', bytes: string, broaden = false) {
  const file = readSetFile({ name: 't.supp', bytes });
  return convert(
    [file],
    sanitizers.find(({ id }) => id === to)!,
    { broaden },
  );
}

/** Of an entry with these lines: what is written, or why nothing is. */
function outcome(to: 'lsan' | 'tsan', lines: readonly string[], broaden = false): string {
  const { written, leftOut } = converted(to, entry('n', ...lines), broaden);
  const [one] = written;
  if (one)
    return [
      `${one.type}:${one.template}`,
      ...one.losses.map(({ direction, text }) => `${direction}: ${text}`),
    ].join('\n');
  const { because, isLoss, broadened } = leftOut[0]!;
  return `${isLoss ? 'left out' : 'not needed'}: ${because}${broadened ? ` [${broadened.type}:${broadened.template}]` : ''}`;
}

const broaderOnly = 'left out: it can only be said in a broader way: ';

describe('LeakSanitizer', () => {
  test.each([
    ['any frame', ['...', 'fun:f'], 'leak:^f$'],
    ['any frame, however it goes on', ['...', 'fun:f', '...', '...'], 'leak:^f$'],
    ['a library', ['...', 'obj:*/libx.so*'], 'leak:/libx.so'],
    [
      'both kinds that it knows',
      ['match-leak-kinds: definite,indirect,reachable', '...', 'fun:f'],
      'leak:^f$',
    ],
    [
      'one of them',
      ['match-leak-kinds: definite', '...', 'fun:f'],
      'leak:^f$\nbroader: also hides indirect leaks',
    ],
    [
      'the other one',
      ['match-leak-kinds: indirect', '...', 'fun:f'],
      'leak:^f$\nbroader: also hides definite leaks',
    ],
    [
      'none of them',
      ['match-leak-kinds: reachable,possible', '...', 'fun:f'],
      'not needed: LeakSanitizer reports no leaks of these kinds',
    ],
    [
      'the innermost frame',
      ['fun:my_strdup'],
      `${broaderOnly}fun:my_strdup anywhere on the stack [leak:^my_strdup$]`,
    ],
    [
      'a frame below an allocator',
      ['fun:malloc', '...', 'fun:f'],
      `${broaderOnly}fun:f anywhere on the stack, for the other frame is not asked for [leak:^f$]`,
    ],
    [
      'several frames, of which the one that says most is left',
      ['fun:malloc', 'obj:*/libx.so*', 'fun:g_*', 'fun:f', 'fun:main'],
      `${broaderOnly}fun:f anywhere on the stack, for 4 other frames are not asked for [leak:^f$]`,
    ],
    [
      'wildcards only',
      ['...', 'fun:*', 'obj:*'],
      'left out: no line of it can be a template: wildcards, or mangled names with wildcards',
    ],
  ])('%s', (_, lines, expected) => {
    expect(outcome('lsan', ['Memcheck:Leak', ...lines])).toBe(expected);
  });

  test.each(['Memcheck:Cond', 'Helgrind:Race', 'CoreError:FdNotClosed'])('nothing like %s', (kind) => {
    expect(outcome('lsan', [kind, 'fun:f'])).toBe(`left out: LeakSanitizer reports nothing like ${kind}`);
  });
});

describe('ThreadSanitizer', () => {
  const race = 'broader: also hides races whose other access has this on its stack';

  test.each([
    ['a race in one function', ['Helgrind:Race', 'fun:f'], `race_top:^f$\n${race}`],
    ['a race anywhere below it', ['Helgrind:Race', '...', 'fun:f'], `race:^f$\n${race}`],
    ['a race in a library', ['drd:ConflictingAccess', 'obj:*/libx.so*', '...'], `race_top:/libx.so\n${race}`],
    [
      'a race with its caller',
      ['Helgrind:Race', 'fun:f', 'fun:g'],
      `${broaderOnly}fun:f anywhere on the stack, for the other frame is not asked for; also hides races whose other access has this on its stack [race:^f$]`,
    ],
    [
      'the order of locks',
      ['Helgrind:LockOrder', '...', 'fun:f'],
      'deadlock:^f$\nbroader: also hides cycles in which another of the locks was taken there',
    ],
    ...[
      'Helgrind:UnlockUnlocked',
      'Helgrind:UnlockForeign',
      'Helgrind:UnlockBogus',
      'drd:MutexErr',
      'drd:RwlockErr',
    ].map(
      (kind) =>
        [
          kind,
          [kind, '...', 'fun:f'],
          'mutex:^f$\nbroader: also hides all other misuse of mutexes there',
        ] as const,
    ),
  ] as const)('%s', (_, lines, expected) => {
    expect(outcome('tsan', lines)).toBe(expected);
  });

  test.each(['Memcheck:Leak', 'Helgrind:PthAPIerror', 'drd:CondErr'])('nothing like %s', (kind) => {
    expect(outcome('tsan', [kind, '...', 'fun:f'])).toBe(
      `left out: ThreadSanitizer reports nothing like ${kind}`,
    );
  });
});

test('--broaden writes what is broader, and says so', () => {
  expect(outcome('lsan', ['Memcheck:Leak', 'fun:malloc', 'fun:f'], true)).toBe(
    'leak:^f$\nbroader: fun:f anywhere on the stack, for the other frame is not asked for',
  );
  expect(outcome('lsan', ['Memcheck:Leak', '...', 'fun:f?'], true)).toBe(
    'leak:^f\nbroader: any run of bytes for "?"',
  );
  expect(outcome('lsan', ['Memcheck:Cond', 'fun:f'], true)).toMatch(/^left out/);
});

describe('a line that nearly every stack has is never what is left', () => {
  const because =
    'left out: only lines that nearly every stack has could be a template: allocators, main, the C library';

  test.each([
    ['malloc', ['fun:malloc']],
    ['malloc, wherever it is', ['...', 'fun:malloc']],
    ['a pattern of it', ['fun:malloc*', 'fun:*']],
    ['a family of allocators', ['fun:*alloc', '...']],
    ['operator new', ['fun:_Znwm', '...']],
    ['one allocator that calls another', ['fun:malloc', 'fun:malloc_and_trace', 'fun:g_malloc']],
    ['allocators called by main', ['fun:calloc', 'fun:xcalloc', 'fun:main']],
    ['allocators in the C library', ['fun:realloc', 'obj:*/libc.so.6', 'fun:(below main)']],
    ['a thread', ['fun:memalign', 'fun:start_thread', 'fun:clone']],
  ])('%s', (_, lines) => {
    expect(outcome('lsan', ['Memcheck:Leak', ...lines], true)).toBe(because);
  });

  test.each([
    [['fun:malloc', 'fun:malloc_and_trace', 'fun:g_malloc', 'fun:g_memdup', 'fun:g_strdup'], '^g_strdup$'],
    [['fun:malloc', 'fun:strdup', 'fun:main'], '^strdup$'],
    [['fun:malloc', 'fun:call_init', 'fun:_dl_init'], '^_dl_init$'],
    [['fun:malloc', 'obj:*/libx.so*'], '/libx.so'],
  ])('%j', (lines, template) => {
    expect(outcome('lsan', ['Memcheck:Leak', ...lines], true)).toMatch(`leak:${template}\nbroader: `);
  });

  test('what is cut after five frames', () => {
    const talk = readFileSync(new URL('../corpus/talk/naive.supp', import.meta.url), 'latin1');
    expect(converted('lsan', talk, true).written.map(({ template }) => template)).toEqual([
      '^g_strdup$',
      '^g_array_set_size$',
    ]);
  });

  test('an entry that says no more keeps its words', () => {
    expect(outcome('lsan', ['Memcheck:Leak', '...', 'fun:main'])).toBe('leak:^main$');
  });
});

test('an entry that no tool reads, and a broken piece, are told', () => {
  const { leftOut } = converted('lsan', `${entry('n', 'memcheck:Leak', 'fun:f')}stray\n`);
  expect(leftOut.map(({ name, line, because }) => [name, line, because])).toEqual([
    ['n', 2, 'no tool of Valgrind reads it'],
    ['broken', 6, expect.stringContaining('An entry should begin here') as string],
  ]);
});

const bytes = [
  `# reason: caf\xe9\n${entry('one', 'Memcheck:Leak', '...', 'fun:f')}`,
  entry('two\0x', 'Memcheck:Leak', 'match-leak-kinds: definite', '...', 'fun:f'),
  entry('three', 'Memcheck:Leak', '...', 'obj:*/libx.so*'),
  entry('four', 'Memcheck:Leak', 'fun:malloc', 'fun:g'),
  entry('five', 'Memcheck:Leak', 'match-leak-kinds: possible', '...', 'fun:g'),
].join('');

test('the file has a line once, with the comments of all entries that it stands for', () => {
  expect(convertSupp(converted('lsan', bytes))).toBe(`\
# one (t.supp:3)
# reason: caf\xe9
# two x (t.supp:9)
# broader: also hides indirect leaks
leak:^f$

# three (t.supp:16)
leak:/libx.so
`);
  expect(convertSupp(converted('lsan', ''))).toBe('');
});

test('the summary', () => {
  expect(convertSummary(converted('lsan', bytes))).toBe(`\
t.supp:9 “two\\u{00}x”: leak:^f$: broader: also hides indirect leaks
t.supp:22 “four”: left out: it can only be said in a broader way: fun:g anywhere on the stack, for the other frame is not asked for
    --broaden would write leak:^g$
t.supp:28 “five”: not needed: LeakSanitizer reports no leaks of these kinds
3 of 5 entries converted, 1 of them hides more; 1 left out, of which --broaden would write 1, 1 not needed.
LeakSanitizer also hides blocks that only a hidden block points to, whatever their stacks are.
`);
});

test('the JSON', () => {
  const two =
    entry('a', 'Memcheck:Leak', '...', 'fun:f') + entry('b', 'Memcheck:Leak', 'fun:malloc', 'fun:g');
  expect(JSON.parse(convertJson(converted('lsan', two)))).toEqual({
    version: 1,
    to: 'lsan',
    suppressions: [{ name: 'a', file: 't.supp', line: 2, type: 'leak', template: '^f$', losses: [] }],
    leftOut: [
      {
        name: 'b',
        file: 't.supp',
        line: 8,
        isLoss: true,
        because:
          'it can only be said in a broader way: fun:g anywhere on the stack, for the other frame is not asked for',
        broadened: {
          type: 'leak',
          template: '^g$',
          losses: [
            {
              direction: 'broader',
              text: 'fun:g anywhere on the stack, for the other frame is not asked for',
            },
          ],
        },
      },
    ],
  });
});

test('nothing is lost where everything is said or not needed', () => {
  const said = entry('a', 'Memcheck:Leak', '...', 'fun:f');
  const needless = entry('b', 'Memcheck:Leak', 'match-leak-kinds: reachable', 'fun:f');
  expect(isLossless(converted('lsan', said + needless))).toBe(true);
  expect(isLossless(converted('lsan', bytes))).toBe(false);
  expect(isLossless(converted('lsan', `${said}stray\n`))).toBe(false);
});
