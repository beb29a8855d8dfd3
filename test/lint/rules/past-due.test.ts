import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'past-due';
const cond = (...lines: readonly string[]) => entry('unset flag', ...lines, 'Memcheck:Cond', 'fun:f');
const on = (today: string) => ({ today });

it('finds an entry on the day after its last one, and offers to remove it', () => {
  const bytes = `# fixed in 2.0\n# expires: 2026-03-31\n${cond()}\n${entry('b', 'Memcheck:Cond', 'fun:g')}`;
  expect(found(rule, bytes, on('2026-03-31'))).toEqual([]);
  expect(places(rule, bytes, on('2026-04-01'))).toEqual(['warning 2:12-22']);
  expect(found(rule, bytes, on('2026-04-01'))[0]!.message).toBe(
    'This entry was to go after 2026-03-31. Remove it, or set another day if it is still needed.',
  );
  // The first comment may be about the whole file.
  expect(suggested(rule, bytes, on('2026-04-01'))).toEqual([
    `# fixed in 2.0\n\n${entry('b', 'Memcheck:Cond', 'fun:g')}`,
  ]);
});

it('reads comments inside of the entry', () => {
  expect(places(rule, cond('# expires: 1999-12-31'), on('2000-01-01'))).toEqual(['warning 3:15-25']);
});

it('knows no day by itself, and takes no other text for one', () => {
  expect(found(rule, cond('# expires: 1999-12-31'))).toEqual([]);
  expect(found(rule, cond('# expires: 1999'), on('2000-01-01'))).toEqual([]);
});
