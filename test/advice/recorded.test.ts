import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Advice, Circumstances } from '../../src/advice/advice.js';
import { advise, adviseLogs } from '../../src/advice/advise.js';
import { readLogs as readFiles } from '../../src/cli/reading/read-logs.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { Group } from '../../src/group/group.js';
import { groupFindings } from '../../src/group/group-findings.js';
import { matches } from '../../src/match/matches.js';
import { patterns } from '../minimize/make.js';
import { readLogs } from '../group/make.js';
import { advised, of } from './make.js';

const talk = of(await readLogs('corpus/talk/talk.xml'));

/** The one group that has a finding through these functions, and what is advised. */
function about(circumstances: Circumstances, ...functions: string[]): readonly [Group, readonly Advice[]] {
  const found = advised(circumstances).filter(([group]) =>
    group.findings.some(({ frames }) => functions.every((name) => frames.some(({ fun }) => fun === name))),
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

test.each(['xml', 'txt'])(
  'the leak of the talk (%s) is to be fixed, whatever libraries stand between',
  async (form) => {
    const circumstances = of(await readLogs(`corpus/talk/talk.${form}`));
    const [group, advice] = about(
      circumstances,
      'realloc_and_trace',
      'g_array_set_size',
      'acpi_align_size',
      'acpi_setup',
    );
    expect(group.findings).toHaveLength(1);
    expect(advice.map(({ action }) => action)).toEqual(['fix']);
    const [{ id, text, why, evidence }] = advice as [Advice];
    expect(id).toBe('leak-own');
    expect(text).toContain('acpi_align_size');
    expect(why).toContain('g_array_set_size likely allocates on behalf of its caller acpi_align_size');
    expect(evidence[0]).toBe('131,072 bytes in 1 block');
  },
);

test('padding for KVM is to be initialised or declared, and no newer Valgrind helps', () => {
  const [, advice] = about(talk, 'kvm_pit_put');
  expect(advice.map(({ action, id }) => `${action} ${id}`)).toEqual([
    'fix struct-padding',
    'annotate unknown-ioctl',
  ]);
  expect(advice[0]!.evidence).toContain('made on the stack of kvm_pit_put');
  expect(advice[1]!.why).toContain('no newer Valgrind knows KVM_SET_PIT2');
  const [, clock] = about(talk, 'kvm_clock_put');
  expect(clock[1]!.why).toContain('KVM_SET_CLOCK');
});

test('what the talk knows to be real is never to be suppressed', () => {
  const real = patterns(readFileSync(new URL('../corpus/talk/real.supp', import.meta.url), 'latin1'));
  const isReal = (group: Group) =>
    group.findings.some((finding) => real.some((each) => matches(each, finding) === 'yes'));
  const groups = advised(talk);
  expect(groups.filter(([group]) => isReal(group)).length).toBeGreaterThan(5);
  for (const [group, advice] of groups)
    if (isReal(group)) {
      expect(advice[0]?.action).toBe('fix');
      expect(advice.map(({ action }) => action)).not.toContain('suppress');
    }
  // And much of the noise is.
  expect(groups.filter(([, advice]) => advice[0]?.action === 'suppress').length).toBeGreaterThan(10);
});

test.each(['1.4-debug', '1.4-stripped', '2.0-debug', '2.0-stripped'])(
  'defects of a program between two versions of a library (%s) are never to be suppressed',
  async (build) => {
    const real = patterns(readFileSync(new URL('../corpus/versions/real.supp', import.meta.url), 'latin1'));
    const circumstances = of(await readLogs(`corpus/versions/logs/${build}/desk.xml.gz`));
    let seen = 0;
    for (const [group, advice] of advised(circumstances)) {
      const lost = group.findings.filter(
        (finding) =>
          finding.leakKind !== 'reachable' && real.some((each) => matches(each, finding) === 'yes'),
      );
      seen += lost.length;
      if (lost.length > 0) expect(advice.map(({ action }) => action)).not.toContain('suppress');
    }
    expect(seen).toBeGreaterThan(10);
  },
);

test('programs of the distribution get no advice to fix leaks: none of their code is own', async () => {
  for (const log of ['bash.xml.gz', 'gio-info.xml.gz', 'qemu-machine.xml.gz', 'python-malloc.xml.gz'])
    for (const [, advice] of advised(of(await readLogs(`corpus/debian/${log}`))))
      expect(advice.map(({ id }) => id)).not.toContain('leak-own');
});

test('every advice has a text, a reason and evidence, and is the same again', async () => {
  const logs = [
    'log/text/logs/memory.txt',
    'log/text/logs/helgrind.txt',
    'log/xml/logs/three-callers.xml',
    'corpus/debian/qemu-img-drd.xml.gz',
  ];
  let seen = 0;
  for (const log of logs) {
    const circumstances = of(await readLogs(log));
    const all = [...advised(circumstances).flatMap(([, advice]) => advice), ...adviseLogs(circumstances)];
    seen += all.length;
    for (const { text, why, evidence } of all) {
      expect(text).toMatch(/^[A-Z][^]*\.$/);
      expect(why).toMatch(/^[^]*\.$/);
      expect(evidence.length).toBeGreaterThan(0);
      expect(evidence.length).toBeLessThan(9);
      for (const line of evidence) expect(line).not.toBe('');
    }
    expect([...advised(circumstances).flatMap(([, advice]) => advice), ...adviseLogs(circumstances)]).toEqual(
      all,
    );
  }
  expect(seen).toBeGreaterThan(8);
});

const root = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const present = existsSync(root);

describe.skipIf(!present)(
  `labelled logs of real programs (${present ? 'present' : 'skipped: no corpus beside the checkout'})`,
  () => {
    test.each(['log.xml', 'log.txt'])(
      '%s: nothing real is to be suppressed, no leak that is noise to be fixed',
      async (name) => {
        const wrong: string[] = [];
        const right = { fix: 0, suppress: 0 };
        for (const family of readdirSync(`${root}/logs`)) {
          if (family === 'qemu-2.1' || family.endsWith('.md')) continue;
          for (const run of readdirSync(`${root}/logs/${family}`)) {
            const folder = `${root}/logs/${family}/${run}`;
            if (!existsSync(`${folder}/${name}`) || !existsSync(`${folder}/labels.json`)) continue;
            const labels = JSON.parse(readFileSync(`${folder}/labels.json`, 'utf8')) as {
              errors: { key: string; label: string }[];
            };
            const label = new Map(labels.errors.map((each) => [each.key, each.label]));
            const corpus = await readFiles([`${folder}/${name}`], root, { jobs: 1 });
            const circumstances: Circumstances = {
              own: [],
              processes: corpus.processes,
              notices: corpus.notices,
              findings: sortedFindings(corpus),
            };
            for (const group of groupFindings(circumstances.findings, [])) {
              const advice = advise(group, circumstances);
              for (const { id } of group.findings)
                for (const each of advice) {
                  const known = label.get(id);
                  if (each.action === 'suppress' && known === 'real') wrong.push(`${run}: ${each.id} ${id}`);
                  if (each.id === 'leak-own' && known === 'noise') wrong.push(`${run}: ${each.id} ${id}`);
                  if (each.action === 'suppress' && known === 'noise') right.suppress++;
                  if (each.action === 'fix' && known === 'real') right.fix++;
                }
            }
          }
        }
        expect(wrong).toEqual([]);
        expect(right.suppress).toBeGreaterThan(200);
        expect(right.fix).toBeGreaterThan(50);
      },
      120_000,
    );
  },
);
