import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { exactLines } from '../../src/generate/lines.js';
import { matches } from '../../src/match/matches.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { preview } from '../../src/triage/preview.js';
import { readFindings } from '../group/make.js';

let findings: readonly Finding[];
beforeAll(async () => {
  findings = await readFindings('corpus/talk/talk.xml');
});

const through = (name: string) =>
  findings.filter(({ frames, kind }) => kind === 'Memcheck:Leak' && frames.some(({ fun }) => fun === name));

/** The entry that says exactly one finding. */
function exact(finding: Finding): Suppression {
  const { kind, extra, leakKind } = finding;
  return {
    ...{ name: 'real', kind, file: 'fix.supp', line: 2 },
    ...(extra === undefined ? {} : { extra }),
    ...(leakKind === undefined ? {} : { leakKinds: [leakKind] }),
    frames: exactLines(finding, 500),
  } as Suppression;
}

const ask = (wanted: readonly Finding[], real: readonly Suppression[] = []) =>
  preview(wanted, findings, { knowledge: { real, own: [] }, numCallers: 40, guard: 'normal' });

describe('the entries of a preview', () => {
  test('hide what is asked for, and what else they hide is told, neither more nor less', async () => {
    const wanted = through('g_quark_from_static_string');
    expect(wanted.length).toBeGreaterThan(3);
    const { entries, uncovered } = await ask(wanted);
    expect(uncovered).toEqual([]);
    expect(new Set(entries.flatMap(({ entry }) => entry.hides))).toEqual(new Set(wanted.map(({ id }) => id)));
    const ids = new Set(wanted.map(({ id }) => id));
    for (const { entry, others } of entries) {
      const suppression = { ...entry, file: '', line: 0 };
      expect(others).toEqual(
        findings.filter(
          (each) => !ids.has(each.id) && matches(suppression, each, { numCallers: 40 }) !== 'no',
        ),
      );
    }
  });

  test('hide nothing that is marked real, though it would be hidden otherwise', async () => {
    // Two that one entry hides: then the other is real.
    for (const wanted of through('g_quark_from_static_string')) {
      const { entries } = await ask([wanted]);
      const other = entries[0]?.others[0];
      if (!other) continue;
      const again = await ask([wanted], [exact(other)]);
      expect(again.entries.flatMap(({ others }) => others)).not.toContain(other);
      return;
    }
    throw new Error('no entry hides more than was asked for: this test tries nothing');
  });

  test('are none for what is marked real itself, and that is said', async () => {
    const [one] = findings;
    const { entries, uncovered } = await ask([one!], [exact(one!)]);
    expect(entries).toEqual([]);
    expect(uncovered).toEqual([{ id: one!.id, reason: 'marked real by “real” (fix.supp:2)' }]);
  });
});

test('of very many findings some are left out, and how many is told', async () => {
  const one = findings.find(({ kind }) => kind === 'Memcheck:Param')!;
  const many = Array.from({ length: 350 }, () => one);
  expect((await ask(many)).leftOut).toBe(50);
});
