import { expect, it } from 'vitest';
import { entry, found, suggested } from '../of-rule.js';

const rule = 'longer-than-num-callers';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);
const ask = (bytes: string, numCallers: number) => found(rule, bytes, { numCallers });

it('shows the lines that do not count', () => {
  const bytes = cond('fun:a', '...', 'fun:b', '# end', 'fun:c', 'fun:d');
  expect(ask(bytes, 3)).toMatchObject([
    {
      ...{ severity: 'info', line: 8, column: 4, endLine: 9, endColumn: 9 },
      message:
        'Only the first 3 of 5 locations count (--num-callers), and the entry hides whatever begins with them. Shorten it to the lines that matter, or run with --num-callers=5.',
    },
  ]);
  expect(suggested(rule, bytes, { numCallers: 3 })).toEqual([cond('fun:a', '...', 'fun:b', '# end')]);
  expect(ask(bytes, 5)).toEqual([]);
});

it('warns where what is left says nothing', () => {
  const bytes = entry(
    'leak',
    'Memcheck:Leak',
    'match-leak-kinds: definite',
    'fun:calloc',
    'obj:*',
    'obj:*',
    'fun:f',
  );
  expect(ask(bytes, 3)).toMatchObject([{ severity: 'warning', line: 8, endLine: 8 }]);
  expect(ask(bytes, 3)[0]!.message).toContain(
    'what is left hides every definite leak, whoever calls "fun:calloc"',
  );
});

it('warns of a line that another depth makes Valgrind refuse', () => {
  const bytes = cond('fun:a', 'fun:b', 'fun:c', 'func:d', 'fun:e');
  expect(ask(bytes, 3)).toMatchObject([
    {
      ...{ severity: 'warning', line: 7, column: 4, endColumn: 10, suggestions: [] },
      message:
        'Only the first 3 of 5 locations count (--num-callers), so Valgrind does not see that this is no location. With --num-callers=5 it refuses the file.',
    },
  ]);
});

it('does not mind wildcards that say nothing', () => {
  expect(ask(cond('fun:a', 'fun:b', '...', '...'), 2)).toEqual([]);
  expect(ask(cond('fun:a', 'fun:b', '...', 'fun:c'), 3)).toHaveLength(1);
});

it('names no number that Valgrind does not take', () => {
  const bytes = cond(...Array.from({ length: 501 }, (_, at) => `fun:f${at}`));
  expect(ask(bytes, 12)[0]!.message).toMatch(/matter\.$/);
});
