import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'malformed-metadata';
const cond = entry('unset flag', 'Memcheck:Cond', 'fun:f');
const messages = (bytes: string) => found(rule, bytes).map(({ message }) => message);

it.each([
  ['# expires: 2026-02-30', '1:12-22', '"2026-02-30" is no day of the calendar. Write it as YYYY-MM-DD.'],
  [
    '# bug: #12',
    '1:8-11',
    '"#12" is no URL. Write one, e.g. "https://bugs.kde.org/show_bug.cgi?id=1", without blanks.',
  ],
  ['# max: few', '1:8-11', '"few" is no whole number.'],
  ['# owner:', '1:1-9', 'Nothing stands behind "owner:". Say what is meant, or remove the line.'],
])('finds %s', (comment, place, message) => {
  expect(places(rule, `${comment}\n${cond}`)).toEqual([`warning ${place}`]);
  expect(messages(`${comment}\n${cond}`)).toEqual([message]);
  expect(suggested(rule, `${comment}\n${cond}`)).toEqual([]);
});

it('finds a range of versions that is none', () => {
  expect(places(rule, `#valgrind: 3.19 or newer\n${cond}`)).toEqual(['warning 1:12-25']);
});

it('finds a key with a wrong letter, and offers the right one', () => {
  const bytes = entry('unset flag', '# Expire: 2026-01-01', 'Memcheck:Cond', 'fun:f');
  expect(places(rule, bytes)).toEqual(['warning 3:6-12']);
  expect(messages(bytes)).toEqual(['"Expire" is plain prose to chaff. Write "expires" if that is meant.']);
  expect(suggested(rule, bytes)).toEqual([bytes.replace('Expire', 'expires')]);
});

it('finds a second day', () => {
  const bytes = `# expires: 2026-01-01\n# expires: 2026-01-02\n${cond}`;
  expect(places(rule, bytes)).toEqual(['warning 2:12-22']);
  expect(messages(bytes)).toEqual(['"expires" counts once, and the first one is above. Remove one of them.']);
});

it('does not read comments that are at no entry, and prose', () => {
  expect(found(rule, `# expires: never\n\n# note: expires: never\n${cond}# expires: never\n`)).toEqual([]);
});
