import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { cutSet } from '../../src/evaluate/cut-set.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { mark, type Knowledge } from '../../src/minimize/marks.js';
import { minimize } from '../../src/minimize/minimize.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { patterns } from '../minimize/make.js';

/** Does a set made with one version of a library hold with another? test/corpus/versions/README.md tells of them. */
const folder = fileURLToPath(new URL('../corpus/versions', import.meta.url));
const builds = ['1.4-stripped', '1.4-debug', '2.0-stripped', '2.0-debug'] as const;
type Build = (typeof builds)[number];
const programs = ['convert', 'gallery', 'swatch', 'desk'];
const numCallers = 40;

/** All that `real.supp` does not name is noise, also in the program with the defects. */
const knowledge: Knowledge = {
  real: patterns(readFileSync(`${folder}/real.supp`, 'latin1')),
  noise: [],
  unmarked: 'noise',
  own: [],
};

interface Recorded {
  readonly findings: readonly Finding[];
  readonly real: readonly Finding[];
  readonly noise: readonly Finding[];
  readonly set: readonly Suppression[];
  readonly exact: readonly Suppression[];
}
const recorded = new Map<Build, Recorded>();
const of = (build: Build) => recorded.get(build)!;

beforeAll(async () => {
  for (const build of builds) {
    const logs = programs.map((program) => `logs/${build}/${program}.xml.gz`);
    const corpus = await readLogs(logs, folder, { jobs: 1 });
    expect(corpus.problems).toEqual([]);
    const findings = sortedFindings(corpus);
    const marked = (as: 'real' | 'noise') =>
      mark(findings, knowledge).flatMap((each) => (each.marked === as ? [each.finding] : []));
    const [real, noise] = [marked('real'), marked('noise')];
    const made = await minimize(findings, {
      knowledge,
      existing: [],
      numCallers,
      limits: { nodes: 100_000 },
    });
    const set = made.suppressions.map((entry) => ({ ...entry, file: '', line: 0 }));
    recorded.set(build, { findings, real, noise, set, exact: cutSet(noise, real, numCallers) });
  }
});

describe('the logs of two versions are what they claim to be', () => {
  const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
  const functionsIn = (build: Build) =>
    sorted(of(build).findings.flatMap(({ frames }) => frames.map(({ fun }) => fun ?? '')));

  test.each(builds)('%s: real is what passes through the functions of desk, each of them', (build) => {
    const ownFunctions = (finding: Finding) =>
      finding.frames.flatMap(({ fun, obj }) => (obj?.endsWith('/desk') && fun !== 'main' ? [fun!] : []));
    const { findings, real } = of(build);
    expect(real).toHaveLength(build.startsWith('1.4') ? 18 : 19);
    expect(real).toEqual(findings.filter((finding) => ownFunctions(finding).length > 0));
    const source = readFileSync(`${folder}/desk.c`, 'utf8');
    const defined = [...source.matchAll(/^static void (\w+)\(/gm)].map(([, name]) => name!);
    expect(sorted(real.flatMap(ownFunctions))).toEqual(sorted(defined));
    for (const { places } of real)
      expect(places.map(({ log }) => log)).toEqual([`logs/${build}/desk.xml.gz`]);
    for (const pattern of knowledge.real)
      expect(
        real.filter((finding) => matches(pattern, finding) === 'yes'),
        pattern.name,
      ).not.toEqual([]);
  });

  test.each(builds)('%s: noise and real findings are of many kinds', (build) => {
    const kinds = (findings: readonly Finding[]) =>
      sorted(findings.map(({ kind, leakKind }) => (leakKind ? `${kind} ${leakKind}` : kind)));
    const leaks = ['definite', 'indirect', 'possible', 'reachable'].map(
      (leakKind) => `Memcheck:Leak ${leakKind}`,
    );
    const errors = (...names: string[]) => names.map((name) => `Memcheck:${name}`);
    expect(kinds(of(build).noise)).toEqual([
      ...errors('Addr2', 'Cond'),
      ...leaks,
      ...errors('Param', 'Value8'),
    ]);
    expect(kinds(of(build).real)).toEqual([
      ...errors('Addr1', 'Addr2', 'Addr4', 'Addr8', 'Cond', 'Free'),
      ...leaks,
      ...errors('Param'),
    ]);
  });

  test.each([
    ['1.4', '/usr/lib/chaff-versions/x86_64-linux-gnu/libcrop.so.1.4.0'],
    ['2.0', '/usr/lib64/chaff-versions/libcrop.so.2.0.1'],
  ])('%s lies where it was installed, and loses its internal names when stripped', (version, path) => {
    for (const build of builds.filter((each) => each.startsWith(version))) {
      const library = of(build)
        .findings.flatMap(({ frames }) => frames)
        .filter(({ obj }) => obj?.includes('/libcrop.'));
      expect(sorted(library.map(({ obj }) => obj!))).toEqual([path]);
      const internal = library.filter(({ fun }) => fun !== '???' && !fun!.startsWith('crop_'));
      if (build.endsWith('debug')) expect(internal).not.toEqual([]);
      else expect(internal).toEqual([]);
      expect(library.some(({ fun }) => fun === '???')).toBe(build.endsWith('stripped'));
    }
  });

  test('the compiler made clones, others for each version, and one name has a symbol version', () => {
    const special = (build: Build) =>
      functionsIn(build).filter((name) => /\.(?:isra|constprop|part|cold)|@@CROP/.test(name));
    expect(special('1.4-debug')).toEqual([
      'crop_load.cold',
      'crop_palette_get@@CROP_1.4',
      'make_sums.constprop.0',
      'put_head.isra.0',
      'set_colours.constprop.0',
      'sum_of.constprop.0',
    ]);
    expect(special('2.0-debug')).toEqual(['crop_load_scaled.cold', 'put_head.constprop.0.isra.0']);
    expect([...special('1.4-stripped'), ...special('2.0-stripped')]).toEqual([]);
  });

  test('both versions allocate with functions of their own choice', () => {
    const innermost = (build: Build) => sorted(of(build).noise.map(({ frames }) => frames[0]!.fun!));
    expect(innermost('1.4-stripped')).toEqual(expect.arrayContaining(['calloc', 'malloc', 'realloc']));
    const made = (build: Build, fun: string) =>
      of(build).noise.filter(({ frames }) => frames[0]!.fun === fun).length / of(build).noise.length;
    expect(made('1.4-debug', 'malloc')).toBeGreaterThan(made('2.0-debug', 'malloc'));
    expect(made('1.4-debug', 'calloc')).toBeLessThan(made('2.0-debug', 'calloc'));
  });
});

const pairs = builds.flatMap((from) => builds.filter((to) => to !== from).map((to) => [from, to] as const));

describe('a set made with one build of the library', () => {
  test.each(builds)('%s: hides its noise', (build) => {
    const { noise, set } = of(build);
    expect(hiddenBy(set, noise)).toBe(noise.length);
  });

  test.each(pairs)('of %s hides no real finding of %s', (from, to) => {
    for (const finding of of(to).real)
      for (const entry of of(from).set)
        expect(matches(entry, finding, { numCallers }), `${entry.name}: ${finding.id}`).toBe('no');
  });

  test.each(pairs)('of %s hides more noise of %s than exact entries do', (from, to) => {
    const { noise } = of(to);
    expect(hiddenBy(of(from).set, noise)).toBeGreaterThan(hiddenBy(of(from).exact, noise));
  });
});

function hiddenBy(set: readonly Suppression[], findings: readonly Finding[]): number {
  return findings.filter((finding) =>
    set.some((entry) => entry.kind === finding.kind && matches(entry, finding, { numCallers }) === 'yes'),
  ).length;
}
