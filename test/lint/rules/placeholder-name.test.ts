import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'placeholder-name';
const of = (name: string) =>
  entry(name, 'Memcheck:Param', 'write(buf)', 'fun:write', 'obj:*/libz.so*', 'fun:gz_write');

it.each([
  '<insert_a_suppression_name_here>',
  'insert_a_suppression_name_here',
  '<insert a suppression name here>',
  '<insert_a_suppression_name_here>-12',
  '<insert name>',
  '<your suppression name here>',
  'name_of_this_suppression',
  '<name>',
  'unnamed',
  // People leave this word in the place of a name: it is input, nothing is left to do here.
  'TODO',
  'todo:',
  'suppression 3',
  '...',
  '???',
  '{',
])('finds %s', (name) => {
  expect(places(rule, of(name))).toEqual([`warning 2:4-${4 + name.length}`]);
});

it.each([
  // Input as well: with more behind it the word says something.
  'TODO: ask the authors of zlib',
  'unnamed union in zlib',
  '<tls>',
  'zlib',
  'x',
  '1',
  'name',
  'name server cache',
  'rename',
  '\xc3\xa4',
  `<insert ${'x'.repeat(100)}>`,
])('takes %s for a name', (name) => {
  expect(found(rule, of(name))).toEqual([]);
});

it('offers a name that is made from the entry, and free', () => {
  const telling = 'uninitialised syscall parameter write(buf) in libz: write < gz_write';
  expect(suggested(rule, of('unnamed'))).toEqual([of(telling)]);
  const three = of('unnamed') + of('...') + of(telling);
  expect(suggested(rule, three)).toEqual([
    three.replace('unnamed', `${telling} (2)`),
    three.replace('   ...', `   ${telling} (3)`),
  ]);
});

it.each([
  ['Memcheck:Cond', ['obj:*', 'fun:*alloc', 'fun:g_type_*'], 'uninitialised condition: g_type_*'],
  ['drd:ConflictingAccess', ['...', 'obj:/usr/lib/libQt5Core.so.5.15*'], 'race in libQt5Core'],
  ['Memcheck:Addr4', ['...', 'src:zlib.c'], 'invalid access of 4'],
  ['Helgrind:Misc', ['fun:???', 'fun:\xc3\xa4'], 'Misc: \xc3\xa4'],
])('offers a name for %s', (head, locations, name) => {
  expect(suggested(rule, entry('unnamed', head, ...locations))).toEqual([entry(name, head, ...locations)]);
});
