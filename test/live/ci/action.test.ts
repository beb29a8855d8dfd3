import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildChaff } from '../../cli/built.js';
import { isSkipped, missingOf, runIn, titled } from './project.js';
import { readYaml } from '../../ci/yaml.js';

const talk = fileURLToPath(new URL('../../corpus/talk/', import.meta.url));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly name: string;
      readonly if?: string;
      readonly run: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const { inputs, runs } = readYaml('action.yml') as Action;
const missing = missingOf('bash');

test('no input is a part of a script', () => {
  for (const { run } of runs.steps) expect(run).not.toContain('${{');
});

test('every input that a step asks for is declared', () => {
  const asked = [...JSON.stringify(runs).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name!);
  expect([...new Set(asked)].sort()).toEqual(Object.keys(inputs).sort());
});

describe.skipIf(isSkipped(missing))(titled('the steps of the GitHub Action', missing), () => {
  let action: string;
  let folder: string;
  beforeAll(async () => {
    action = dirname(dirname(await buildChaff()));
  }, 240_000);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaff-action-'));
  });

  /** Runs the steps behind the installation as GitHub does; undefined for one whose condition does not hold. */
  async function run(given: Readonly<Record<string, string>>) {
    const value = (text: string) =>
      text.replace(
        /\$\{\{ inputs\.([\w-]+) \}\}/g,
        (_, name: string) => given[name] ?? inputs[name]!.default,
      );
    const results = [];
    for (const step of runs.steps.slice(1)) {
      if (step.if !== undefined && value('${{ inputs.logs }}') === '') {
        results.push(undefined);
        continue;
      }
      const env = Object.fromEntries(
        Object.entries(step.env ?? {}).map(([name, text]) => [name, value(text)]),
      );
      const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run];
      results.push(await runIn(folder, 'bash', args, { ...env, GITHUB_ACTION_PATH: action }));
    }
    return { lint: results[0]!, check: results[1] };
  }

  const entry = (kind: string) => `{\n   a\n   Memcheck:${kind}\n   fun:f\n}\n`;

  test('lint annotates what is wrong', async () => {
    await writeFile(join(folder, 'a b.supp'), entry('Kond'));
    await writeFile(join(folder, 'good.supp'), entry('Cond'));
    const all = await run({});
    expect(all.lint.stdout).toMatch(/^::error file=a b\.supp,line=3,/);
    expect(all.lint.code).toBe(1);
    expect(all.check).toBe(undefined);
    expect((await run({ files: 'good.supp' })).lint).toMatchObject({ code: 0, stdout: '' });
    expect((await run({ files: 'good.supp\na b.supp\n' })).lint.code).toBe(1);
  });

  test('lint writes SARIF as well, and takes limits and versions', async () => {
    await writeFile(join(folder, 'new.supp'), `${entry('ReallocZero')}${entry('Leak')}`);
    const old = await run({ valgrind: '3.19', sarif: 'out.sarif' });
    expect(old.lint.code).toBe(1);
    const sarif = JSON.parse(await readFile(join(folder, 'out.sarif'), 'utf8')) as {
      runs: { results: unknown[] }[];
    };
    expect(sarif.runs[0]!.results.length).toBeGreaterThan(0);
    expect((await run({})).lint.code).toBe(0);
    expect((await run({ 'max-warnings': '0' })).lint.code).toBe(1);
  });

  test('an input cannot be taken for code', async () => {
    await writeFile(join(folder, 'good.supp'), entry('Cond'));
    const { lint } = await run({ files: '$(touch pwned); `touch pwned`' });
    expect(lint.code).toBe(2);
    await expect(readFile(join(folder, 'pwned'))).rejects.toThrow('ENOENT');
  });

  test('check annotates what a set hides and should not', async () => {
    await writeFile(join(folder, 'good.supp'), entry('Cond'));
    const set = { suppressions: join(talk, 'noise.supp'), real: join(talk, 'real.supp') };
    const { check } = await run({ logs: `${talk}talk.xml`, ...set });
    expect(check!.code).toBe(1);
    expect(check!.stdout).toMatch(/^::error .*title=chaff hides-real::/m);
    expect(check!.stdout).toMatch(/^::error .*title=chaff reported::/m);
  });
});
