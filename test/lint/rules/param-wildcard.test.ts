import { expect, it } from 'vitest';
import { entry, found, places } from '../of-rule.js';

const rule = 'param-wildcard';
const param = (text: string) => entry('header with padding', 'Memcheck:Param', text, 'fun:*', 'fun:save');

it.each([
  ['write(*)', 6],
  ['*', 0],
  ['writ?(buf)', 4],
  ['ioctl(*pointer, *)', 16],
])('finds the wildcard in %s', (text, at) => {
  expect(places(rule, param(text))).toEqual([`warning 4:${4 + at}-${5 + at}`]);
});

it.each([
  'write(buf)',
  'writev(vector[...])',
  // These are what Valgrind itself says.
  'ioctl(EVIO*)',
  'ioctl(SIOCSIF*ADDR)',
  'getsockopt(*optlen)',
  'ptrace(getregset *(iovec->iov_base))',
])('takes %s as it is', (text) => {
  expect(found(rule, param(text))).toEqual([]);
});

it('leaves fishy values to the rule that knows them all', () => {
  const bytes = entry('too much', 'Memcheck:FishyValue', '*(size)', 'fun:*', 'fun:f');
  expect(found(rule, bytes)).toEqual([]);
  expect(found('never-matches', bytes)).toHaveLength(1);
});
