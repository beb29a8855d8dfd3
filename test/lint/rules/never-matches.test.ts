import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'never-matches';
const param = (text: string) => entry('header with padding', 'Memcheck:Param', text, 'fun:write', 'fun:save');

it('finds the kind whose text is compared with nothing', () => {
  const bytes = entry('signal frame', 'Memcheck:CoreMem', 'fun:f');
  expect(places(rule, bytes)).toEqual(['error 3:4-20']);
  expect(suggested(rule, bytes)).toEqual(['']);
});

it('finds the empty set of leak kinds', () => {
  const bytes = entry('old leak', 'Memcheck:Leak', 'match-leak-kinds: none', 'fun:malloc', 'fun:f');
  expect(places(rule, bytes)).toEqual(['error 4:4-26']);
  expect(found(rule, bytes.replace('none', 'definite'))).toEqual([]);
});

it.each([
  ['Syscall param write(buf) points to uninitialised byte(s)', 'write(buf)'],
  ['write(buf) points to unaddressable byte(s)', 'write(buf)'],
  ['ioctl(request) contains uninitialised byte(s)', 'ioctl(request)'],
])('finds the message of an error in the place of its parameter: %s', (text, parameter) => {
  expect(places(rule, param(text))).toEqual([`error 4:4-${4 + text.length}`]);
  expect(suggested(rule, param(text))).toEqual([param(parameter)]);
});

it.each(['src:write.c:12', 'match-leak-kinds: definite'])('finds a missing parameter: %s', (text) => {
  expect(places(rule, param(text))).toEqual([`error 4:4-${4 + text.length}`]);
  expect(suggested(rule, param(text))).toEqual([]);
});

it.each(['write(buf)', 'msg->desc.port.name', 'ioctl(USBDEVFS_SUBMITURB).iso_frame_desc[].status'])(
  'takes a parameter as it is: %s',
  (text) => {
    expect(found(rule, param(text))).toEqual([]);
  },
);

it('knows all fishy values', () => {
  const fishy = (text: string, fun: string) =>
    entry('too much', 'Memcheck:FishyValue', text, `fun:${fun}`, 'fun:f');
  expect(found(rule, fishy('__builtin_new(size)', '_Znwm'))).toEqual([]);
  expect(found(rule, fishy('memalign(size) or so', 'memalign'))).toEqual([]);
  expect(places(rule, fishy('operator new(unsigned long)', '*'))).toEqual(['error 4:4-31']);
  expect(suggested(rule, fishy('operator new[](size)', '*'))).toEqual([
    fishy('__builtin_vec_new(size)', '*'),
  ]);
  expect(suggested(rule, fishy('realloc(newsize)', 'realloc'))).toEqual([fishy('realloc(size)', 'realloc')]);
  expect(found(rule, fishy('x(y)', '*'))[0]!.message).toContain('"malloc(size)" or "calloc(nmemb)" or');
});

it('finds patterns that only an empty name would fit', () => {
  const bytes = entry('zlib', 'Memcheck:Cond', 'fun:inflate', 'fun:', 'obj:', 'src:', 'src::12');
  expect(places(rule, bytes)).toEqual(['error 5:4-8', 'error 6:4-8', 'error 7:4-8', 'error 8:4-11']);
  expect(suggested(rule, bytes)).toEqual([
    bytes.replace('fun:\n', 'fun:*\n'),
    bytes.replace('obj:\n', 'obj:*\n'),
  ]);
  expect(places(rule, bytes, { numCallers: 2 })).toEqual(['error 5:4-8']);
  expect(places(rule, bytes, { numCallers: 1 })).toEqual([]);
});

const object = (line: string) => entry('plug-ins', 'Memcheck:Cond', line, 'fun:f');

it.each([
  ['obj:libfoo.so', 'obj:*/libfoo.so'],
  ['obj:./libfoo.so*', 'obj:*/libfoo.so*'],
  ['obj:../../lib/libfoo.so', 'obj:*/lib/libfoo.so'],
  ['obj:$HOME/libfoo.so', 'obj:*/libfoo.so'],
  ['obj:~/lib/libfoo.so', 'obj:*/lib/libfoo.so'],
  ['obj:/usr//lib///libfoo.so', 'obj:/usr/lib/libfoo.so'],
  ['obj:/usr/./lib/libfoo.so', 'obj:/usr/lib/libfoo.so'],
  ['obj:/usr/lib/../lib/libfoo.so', undefined],
  ['obj:[vdso]', undefined],
])('finds an object that is no whole path: %s', (line, instead) => {
  expect(places(rule, object(line))).toEqual([`error 4:4-${4 + line.length}`]);
  expect(suggested(rule, object(line))).toEqual(instead ? [object(instead)] : []);
});

it.each(['obj:*libfoo.so', 'obj:???', 'obj:?usr/lib/libfoo.so', 'obj:/usr/..lib/.d/a.so', 'obj:@LIBC_PATH@'])(
  'takes an object as it is: %s',
  (line) => {
    expect(found(rule, object(line))).toEqual([]);
  },
);

it('reads paths of any length in little time', () => {
  for (const part of ['/', './', '$', '~/', '.*/', '/.'])
    expect(found(rule, object(`obj:${part.repeat(40_000)}`)).length).toBeLessThan(2);
});
