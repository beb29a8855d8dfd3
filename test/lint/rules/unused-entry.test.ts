import { expect, it } from 'vitest';
import { finding } from '../../minimize/make.js';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'unused-entry';
const leak = (name: string, kinds: string, ...lines: readonly string[]) =>
  entry(name, 'Memcheck:Leak', `match-leak-kinds: ${kinds}`, ...lines);
const logs = (...findings: ReturnType<typeof finding>[]) => ({ evidence: { findings, real: [] } });
const inF = finding(['malloc', 'f', 'main']);

it('finds what hides nothing, and offers to remove it', () => {
  const bytes = `${leak('used', 'all', '...', 'fun:f')}\n# gone\n${leak('unused', 'all', '...', 'fun:g')}`;
  const evidence = logs(inF, finding(['malloc', 'h']));
  expect(places(rule, bytes, evidence)).toEqual(['info 11:4-10']);
  expect(found(rule, bytes, evidence)[0]!.message).toBe(
    'This entry hides none of the 2 findings of Memcheck in the logs. ' +
      'Remove it if they were recorded without suppressions and show all that it is for.',
  );
  expect(suggested(rule, bytes, evidence)).toEqual([leak('used', 'all', '...', 'fun:f')]);
  expect(found(rule, bytes, evidence)[0]!.fix).toBeNull();
});

it('says nothing without logs', () => {
  expect(found(rule, leak('unused', 'all', 'fun:g'))).toEqual([]);
});

it('leaves alone what may hide something', () => {
  const unknown = { ...inF, frames: [{ fun: 'malloc' }, { demangled: 'ns::f(int)' }] };
  expect(found(rule, leak('may', 'all', '...', 'fun:_ZN2ns1fEi'), logs(unknown))).toEqual([]);
});

it('does not judge entries of which the logs show nothing of the sort', () => {
  const race = entry('race', 'Helgrind:Race', 'fun:g');
  expect(found(rule, race, logs(inF))).toEqual([]);
  expect(
    found(rule, race, logs(finding(['f'], { tool: 'helgrind', kind: 'Helgrind:LockOrder' }))),
  ).toHaveLength(1);
  expect(found(rule, leak('other kind', 'reachable', 'fun:g'), logs(inF))).toEqual([]);
  expect(found(rule, leak('one of its kinds', 'reachable,definite', 'fun:g'), logs(inF))).toHaveLength(1);
});

it('judges an entry of several tools by what each of them found', () => {
  const core = entry('descriptor', 'CoreError:FdNotClosed', 'fun:open');
  const open = finding(['open'], { tool: 'drd', kind: 'CoreError:FdNotClosed', leakKind: undefined });
  expect(found(rule, core, logs(inF, open))).toEqual([]);
  expect(found(rule, core, logs(inF))).toMatchObject([{ tools: ['memcheck'] }]);
});
