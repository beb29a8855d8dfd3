import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generatedLine } from '../../../src/finding/id.js';
import { collect } from './collect.js';

/** Logs of real programs that lie beside the checkout; too large to be part of it. */
const corpus = fileURLToPath(new URL('../../../../shared/corpus/logs/', import.meta.url));
const missing = !existsSync(corpus);
const unless = missing ? ' (skipped: the shared corpus is not beside this checkout)' : '';

interface Labels {
  readonly errors: readonly { readonly key: string; readonly counts: { readonly text?: number } }[];
}

interface QemuRun {
  readonly errors: { readonly 'log.txt'?: { readonly shown: number } };
}

const logs = missing
  ? []
  : readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('/log.txt'))
      .sort();

function read(log: string): ReturnType<typeof collect> {
  return collect(readFileSync(join(corpus, log), 'latin1'), log);
}

function json(log: string, name: string): unknown {
  return JSON.parse(readFileSync(join(corpus, dirname(log), name), 'utf8'));
}

describe.skipIf(missing)(`logs with generated suppressions${unless}`, () => {
  it.each(logs.filter((log) => !log.startsWith('qemu-2.1/')))('%s', (log) => {
    const { findings, problems } = read(log);
    const records: Record<string, number> = {};
    for (const { id } of findings) records[id] = (records[id] ?? 0) + 1;
    const labels = json(log, 'labels.json') as Labels;
    const expected = labels.errors.flatMap(({ key, counts }) =>
      counts.text ? [[key, counts.text] as const] : [],
    );
    expect(records).toEqual(Object.fromEntries(expected));
    expect(problems).toEqual([]);
    expect(findings.filter(({ frames }) => frames.some(({ fun }) => fun === undefined))).toEqual([]);
  });
});

describe.skipIf(missing)(`logs of QEMU 2.1 without generated suppressions${unless}`, () => {
  it.each(logs.filter((log) => log.startsWith('qemu-2.1/')))('%s', (log) => {
    const { findings, problems } = read(log);
    expect(findings.length).toBe((json(log, 'run.json') as QemuRun).errors['log.txt']?.shown);
    expect(problems).toEqual([]);
  });

  it('gives the ACPI table leak of the talk with its whole stack', () => {
    const { findings } = read('qemu-2.1/b-mc-pc-kvm/log.txt');
    const leak = findings.filter(
      ({ bytes, frames }) => bytes === 131072 && frames.some(({ fun }) => fun === 'acpi_setup'),
    );
    expect(leak.map(({ frames }) => frames.map(generatedLine))).toMatchInlineSnapshot(`
      [
        [
          "fun:realloc",
          "fun:realloc_and_trace",
          "fun:g_realloc",
          "obj:/tmp/qemu-build/oldglib/lib/libglib-2.0.so.0.4002.0",
          "fun:g_array_set_size",
          "fun:acpi_align_size",
          "fun:acpi_build",
          "fun:acpi_setup",
          "fun:pc_guest_info_machine_done",
          "fun:notifier_list_notify",
          "fun:qemu_run_machine_init_done_notifiers",
          "fun:main",
        ],
      ]
    `);
    expect(leak[0]).toMatchObject({
      kind: 'Memcheck:Leak',
      leakKind: 'definite',
      blocks: 1,
      hidesBelowMain: true,
    });
  });
});
