import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'address-as-name';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it.each(['fun:0x4005D6', 'fun:sub_401a30', 'fun:FUN_00101189', 'fun:4a01b2c3'])('finds %s', (line) => {
  expect(places(rule, cond(line))).toEqual([`warning 4:8-${4 + line.length}`]);
  expect(suggested(rule, cond(line))).toEqual([cond('fun:*')]);
});

it.each(['fun:decade', 'fun:facade', 'fun:sub_', 'fun:f12', 'fun:crc32', 'fun:???', 'obj:0x4005d6'])(
  'takes %s as it is',
  (line) => {
    expect(found(rule, cond(line))).toEqual([]);
  },
);
