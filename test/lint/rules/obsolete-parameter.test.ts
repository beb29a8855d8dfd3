import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'obsolete-parameter';
const param = (text: string, name = 'a') => entry(name, 'Memcheck:Param', text, 'fun:*', 'fun:save');

it.each([
  ['writev(vector[...])', '3.20', 'writev(vector[0])', '3.19'],
  ['readv(vector[...])', '3.28', 'readv(vector[0])', '3.5'],
  ['writev(vector[1])', '3.19', 'writev(vector[...])', '3.20'],
  ['preadv(vector[...])', '3.15', 'preadv(vector[0])', '3.14'],
  ['pwritev(vector[0])', '3.14', 'pwritev(vector[...])', '3.15'],
  ['sendmsg(msg.msg_iov[i])', '3.19', 'sendmsg(msg.msg_iov[0])', '3.18'],
  ['openat(filename)', '3.26', 'openat(pathname)', '3.25'],
  ['openat(pathname)', '3.25', 'openat(filename)', '3.26'],
])('%s is none of %s, which has %s', (text, without, instead, having) => {
  const warnings = places(rule, param(text), { version: without });
  expect(warnings).toEqual([`warning 4:4-${4 + text.length}`]);
  expect(suggested(rule, param(text), { version: without })).toEqual([param(instead)]);
  expect(places(rule, param(text), { version: having })).toEqual([]);
});

it('leaves to Valgrind what it warns of itself', () => {
  expect(found(rule, param('preadv(vector[...])'))).toEqual([]);
  expect(found('syntax', param('preadv(vector[...])'))).toHaveLength(1);
});

it('mentions that files are opened otherwise today', () => {
  expect(places(rule, param('open(filename)'))).toEqual(['info 4:4-18']);
  expect(suggested(rule, param('open(filename)'))).toEqual([param('openat(pathname)')]);
  expect(suggested(rule, param('open(filename)'), { version: '3.19' })).toEqual([param('openat(filename)')]);
});

it('lets a file have both spellings', () => {
  const both = param('openat(filename)') + param('openat(pathname)', 'b');
  expect(found(rule, both)).toEqual([]);
  expect(found(rule, both, { version: '3.19' })).toEqual([]);
  expect(found(rule, both.replace('fun:save', 'fun:load'))).toHaveLength(1);
});

it('looks at parameters only', () => {
  expect(found(rule, entry('openat(filename)', 'Memcheck:Cond', 'fun:openat(filename)'))).toEqual([]);
});
