import { expect, it } from 'vitest';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'blank-in-pattern';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it('removes blanks in front', () => {
  const bytes = cond('fun: f', 'obj: \t/usr/lib/libz.so', 'src: a.c:5', 'fun:g');
  expect(places(rule, bytes)).toEqual(['error 4:8-9', 'error 5:8-10', 'error 6:8-9']);
  expect(fixed(bytes)).toBe(cond('fun:f', 'obj:/usr/lib/libz.so', 'src:a.c:5', 'fun:g'));
});

it('leaves it to somebody to bring an entry to life that hides anything', () => {
  const bytes = cond('fun: *', 'fun: malloc');
  expect(found(rule, bytes)).toMatchObject([{ fix: null }, { fix: null }]);
  expect(fixed(bytes)).toBe(bytes);
  expect(suggested(rule, bytes)).toEqual([cond('fun:*', 'fun: malloc'), cond('fun: *', 'fun:malloc')]);
});

it('looks at lines as long as Valgrind takes', () => {
  const long = ' '.repeat(50_000);
  const entries = Array.from({ length: 40 }, (_, at) =>
    entry(`long ${at}`, 'Memcheck:Cond', `fun:a${long}b`),
  );
  expect(found(rule, entries.join(''))).toHaveLength(40);
  expect(places(rule, cond(`obj:a${long}# note`))).toEqual(['error 4:9-50015']);
});

it.each([
  'fun:f # note',
  'obj:*/libz.so* # note',
  'src:a.c # note',
  'fun:call_once<fn(), ()> # note',
  'obj:/my #1 project/a # note',
])('finds the comment in %s', (line) => {
  const at = line.indexOf(' # ');
  expect(places(rule, cond(line))).toEqual([`error 4:${4 + at}-${4 + line.length}`]);
  expect(suggested(rule, cond(line))).toEqual([cond('# note', line.slice(0, at))]);
});

it('keeps the ends of lines when it moves a comment', () => {
  const bytes = cond('fun:f # note', 'fun:g').replaceAll('\n', '\r\n');
  expect(suggested(rule, bytes)).toEqual([cond('# note', 'fun:f', 'fun:g').replaceAll('\n', '\r\n')]);
});

it.each([
  ['fun:foo (in /usr/lib/libfoo.so)', 'fun:foo'],
  ['fun:foo (foo.c:12)', 'fun:foo'],
  ['fun:foo (int)', 'fun:foo'],
  ['fun:foo [clone .isra.0]', 'fun:foo*'],
  ['fun:foo [clone .isra.0] [clone .part.1]', 'fun:foo*'],
])('finds what a log has behind a name: %s', (line, symbol) => {
  expect(places(rule, cond(line))).toEqual([`error 4:11-${4 + line.length}`]);
  expect(suggested(rule, cond(line))).toEqual([cond(symbol)]);
});

it('does not guess which of several words was meant', () => {
  expect(places(rule, cond('fun:static int foo'))).toEqual(['error 4:14-22']);
  expect(suggested(rule, cond('fun:static int foo'))).toEqual([]);
});

it.each([
  'fun:(below main)',
  'fun:call_once<fn(), ()>',
  'fun:operator new',
  'fun:operator unsigned long',
  'fun:operator void (*)(int)',
  'fun:-[NSObject(NSObject) performSelector:withObject:]',
  'fun:* f',
  'fun:{closure#0}',
  'obj:/home/ada/my project/libfoo.so',
  'obj:/home/ada/my #1 project/libfoo.so',
  'src:/home/ada/my #1 project/a.c',
  'src:my file.c',
  'src:a.c:12 # note',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});
