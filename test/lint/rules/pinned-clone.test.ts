import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'pinned-clone';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it.each([
  ['fun:f.isra.0', 'fun:f*', 'info 4:9-16'],
  ['fun:f.part.3.constprop.1', 'fun:f*', 'info 4:9-28'],
  ['fun:f.cold', 'fun:f*', 'info 4:9-14'],
  ['fun:f.lto_priv.0', 'fun:f*', 'info 4:9-20'],
  ['fun:f.llvm.123', 'fun:f*', 'info 4:9-18'],
  ['fun:f.isra.0*', 'fun:f*', 'info 4:9-16'],
])('finds the clone %s', (line, loose, place) => {
  expect(places(rule, cond(line))).toEqual([place]);
  expect(suggested(rule, cond(line))).toEqual([cond(loose)]);
});

it('says all of an entry at once', () => {
  const bytes = cond('fun:f.isra.0', 'fun:g.part.0', 'fun:f.isra.0');
  expect(found(rule, bytes)).toMatchObject([{ line: 4, related: [{ line: 5 }] }]);
  expect(suggested(rule, bytes)).toEqual([cond('fun:f*', 'fun:g*', 'fun:f*')]);
});

it.each(['fun:f', 'fun:f*', 'fun:f.isra.*', 'fun:main.part', 'fun:elf_dynamic_do_rel.7', 'obj:*/x.isra.0'])(
  'takes %s as it is',
  (line) => {
    const own = line === 'fun:main.part' ? 1 : 0;
    expect(found(rule, cond(line))).toHaveLength(own);
  },
);
