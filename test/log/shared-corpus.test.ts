import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../src/log/corpus-sink.js';
import { createXmlReader } from '../../src/log/xml/reader.js';
import { lines, readXml } from './xml/read.js';

/**
 * Logs of real programs, too large for the repository, each with the list of its distinct errors, which was not made
 * by chaff. Beside the checkout: `<family>/<run>/{log.xml,labels.json,run.json}`.
 */
const root = fileURLToPath(new URL('../../../shared/corpus/logs', import.meta.url));
const present = existsSync(root);
const odd = 'qemu-2.1';

const runs = (family: string) =>
  readdirSync(`${root}/${family}`)
    .map((run) => `${family}/${run}`)
    .filter((run) => existsSync(`${root}/${run}/log.xml`));
const json = <T>(run: string, file: string) =>
  JSON.parse(readFileSync(`${root}/${run}/${file}`, 'utf8')) as T;
const read = (run: string) => readXml(readFileSync(`${root}/${run}/log.xml`, 'latin1'));
const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
const records = (corpus: LogCorpus) => sum([...corpus.findings.values()].map((finding) => finding.records));

const base = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function printedName({ fun, demangled, obj }: Frame): string {
  if (fun !== '???') return demangled ?? fun ?? '';
  return `obj:${obj === undefined || obj === '???' ? '' : base(obj)}`;
}

function totals(counts: Iterable<readonly [key: string, count: number]>): Map<string, number> {
  const all = new Map<string, number>();
  for (const [key, count] of counts) all.set(key, (all.get(key) ?? 0) + count);
  return all;
}

describe.skipIf(!present)(
  `logs of real programs (${present ? 'present' : 'skipped: no corpus beside the checkout'})`,
  () => {
    const families = present
      ? readdirSync(root, { withFileTypes: true }).filter(
          (entry) => entry.isDirectory() && entry.name !== odd,
        )
      : [];

    test.each(families.flatMap(({ name }) => runs(name)))('%s', (run) => {
      const corpus = read(run);
      const { errors } = json<{ errors: { key: string; counts: { xml?: number } }[] }>(run, 'labels.json');
      const labelled = errors
        .filter(({ counts }) => counts.xml)
        .map(({ key, counts }) => [key, counts.xml] as const);
      expect(
        Object.fromEntries([...corpus.findings.values()].map((finding) => [finding.id, finding.records])),
      ).toEqual(Object.fromEntries(labelled));
      expect(records(corpus)).toBe(json<{ xml: { errors: number } }>(run, 'run.json').xml.errors);
      expect(corpus.problems).toEqual([]);
    });

    test.each(present ? runs(odd) : [])('%s', (run) => {
      const corpus = read(run);
      const { labels } = json<{ labels: { frames: string[]; uniques: string[]; count: number }[] }>(
        run,
        'labels.json',
      );
      const meta = json<{ errors: Record<string, { distinct: number }> }>(run, 'run.json');
      expect(records(corpus)).toBe(meta.errors['log.xml']?.distinct);
      expect(records(corpus)).toBe(sum(labels.map(({ uniques }) => uniques.length)));

      // A label has the first frames as printed; labels of which one begins like another cannot be told apart.
      const begins = (names: readonly string[], start: readonly string[]) =>
        start.every((name, index) => name === names[index]);
      const topOf = (names: readonly string[]) => {
        const tops = labels.map(({ frames }) => frames).filter((start) => begins(names, start));
        return (tops.sort((one, other) => one.length - other.length)[0] ?? names).join(' < ');
      };
      const found = [...corpus.findings.values()].map(
        (f) => [topOf(f.frames.map(printedName)), f.records] as const,
      );
      const told = labels.map(({ frames, uniques }) => [topOf(frames), uniques.length] as const);
      expect(totals(found)).toEqual(totals(told));
      expect(corpus.problems).toEqual([]);
    });

    test('the leak of the talk is read whole', () => {
      const text = readFileSync(`${root}/${odd}/b-mc-pc-kvm/log.xml`, 'latin1');
      const leaks: Finding[] = [];
      const sink = corpusSink(createLogCorpus());
      const finding = (record: Finding) => {
        if (record.bytes === 131_072) leaks.push(record);
        return sink.finding(record);
      };
      const reader = createXmlReader('log.xml', { ...sink, finding });
      reader.write(text);
      reader.end();
      expect(leaks).toMatchObject([
        { kind: 'Memcheck:Leak', leakKind: 'definite', blocks: 1, hidesBelowMain: true },
      ]);
      expect(leaks[0]!.frames.map(({ fun }) => fun)).toEqual([
        'realloc',
        'realloc_and_trace',
        ...['g_realloc', '???', 'g_array_set_size', 'acpi_align_size', 'acpi_build', 'acpi_setup'],
        ...[
          'pc_guest_info_machine_done',
          'notifier_list_notify',
          'qemu_run_machine_init_done_notifiers',
          'main',
        ],
      ]);
    });

    test('a drd that crashed at its end', () => {
      const corpus = read(`${odd}/drd-pc-tcg`);
      expect(corpus.notices).toMatchObject([{ type: 'tool-crash' }]);
      expect(lines(corpus).length).toBe(3);
    });
  },
);
