import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'frames-below-main';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it('finds what calls main', () => {
  const bytes = cond(
    'fun:f',
    'fun:main',
    '# start',
    'fun:__libc_start_call_main*',
    'obj:*/libc.so.6',
    'fun:(below main)',
  );
  expect(found(rule, bytes)[0]).toMatchObject({
    severity: 'info',
    line: 7,
    column: 4,
    endLine: 9,
    endColumn: 20,
  });
  expect(suggested(rule, bytes)).toEqual([cond('fun:f', 'fun:main', '# start')]);
});

it('warns of names that Valgrind does not show', () => {
  const bytes = cond('fun:f', 'fun:main', 'fun:__libc_start_main', 'fun:_start');
  expect(found(rule, bytes)).toMatchObject([{ severity: 'warning', line: 6, endLine: 7 }]);
  expect(suggested(rule, bytes)).toEqual([cond('fun:f', 'fun:main')]);
});

it('warns of them without main, too', () => {
  const bytes = cond('fun:f', 'fun:__libc_start_main', 'fun:_start');
  expect(places(rule, bytes)).toEqual(['warning 5:4-25', 'warning 6:4-14']);
  expect(suggested(rule, bytes)).toEqual([
    cond('fun:f', 'fun:(below main)', 'fun:_start'),
    cond('fun:f', 'fun:__libc_start_main', 'fun:(below main)'),
  ]);
});

it.each([
  ['fun:f', 'fun:main'],
  ['fun:f', 'fun:main', '...'],
  ['fun:f', 'fun:(below main)'],
  ['...', 'fun:__libc_start_main@@GLIBC_2.34'],
  ['...', 'fun:__libc_start_main*'],
  ['fun:f', 'fun:main', 'fun:SDL_main'],
  ['fun:f', 'fun:main', 'obj:/usr/bin/tool'],
])('takes %s %s %s as they are', (...locations) => {
  expect(found(rule, cond(...locations.filter(Boolean)))).toEqual([]);
});
