import { expect, it } from 'vitest';
import type { Evidence } from '../../../src/rewrite/evidence.js';
import { leakKinds } from '../../../src/suppression/suppression.js';
import { finding } from '../../minimize/make.js';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'unused-entry';
const leak = (name: string, kinds: string, ...lines: readonly string[]) =>
  entry(name, 'Memcheck:Leak', `match-leak-kinds: ${kinds}`, ...lines);
const logs = (...findings: ReturnType<typeof finding>[]) => ({ evidence: { findings, real: [] } });
const inF = finding(['malloc', 'f', 'main']);

it('finds what hides nothing, and offers to remove it', () => {
  const bytes = `${leak('used', 'definite', '...', 'fun:f')}\n# gone\n${leak('unused', 'definite', '...', 'fun:g')}`;
  const evidence = logs(inF, finding(['malloc', 'h']));
  expect(places(rule, bytes, evidence)).toEqual(['info 11:4-10']);
  expect(found(rule, bytes, evidence)[0]!.message).toBe(
    'This entry hides none of the 2 findings of Memcheck in the logs. ' +
      'Remove it if they are of all programs that use it.',
  );
  expect(suggested(rule, bytes, evidence)).toEqual([leak('used', 'definite', '...', 'fun:f')]);
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
  expect(found(rule, leak('one of its kinds', 'reachable,definite', 'fun:g'), logs(inF))).toEqual([]);
});

it('judges by what the logs would have shown, where that is known', () => {
  const shown = (more: Partial<Evidence>) => ({
    evidence: {
      findings: [],
      real: [],
      shown: { gaps: [], tools: new Set(['memcheck'] as const), leakKinds: new Set(leakKinds), ...more },
    },
  });
  const cond = entry('condition', 'Memcheck:Cond', 'fun:g');
  expect(found(rule, cond, shown({}))[0]!.message).toBe(
    'This entry hides nothing: there are no findings of Memcheck in the logs. ' +
      'Remove it if they are of all programs that use it.',
  );
  expect(found(rule, leak('all', 'all', 'fun:g'), shown({}))).toHaveLength(1);
  expect(found(rule, leak('all', 'all', 'fun:g'), shown({ leakKinds: new Set(['definite']) }))).toEqual([]);
  const gaps = [{ tool: 'memcheck', why: 'recorded under suppressions' }] as const;
  expect(found(rule, cond, shown({ gaps }))).toEqual([]);
});

it('judges an entry of several tools by what each of them found', () => {
  const core = entry('descriptor', 'CoreError:FdNotClosed', 'fun:open');
  const open = finding(['open'], { tool: 'drd', kind: 'CoreError:FdNotClosed', leakKind: undefined });
  expect(found(rule, core, logs(inF, open))).toEqual([]);
  expect(found(rule, core, logs(inF))).toMatchObject([{ tools: ['memcheck'] }]);
});
