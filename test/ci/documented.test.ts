import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultLoaders } from 'cosmiconfig';
import { expect, test } from 'vitest';
import { run } from '../cli/run.js';
import { readYaml } from './yaml.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');

/** The blocks of the page in one language. */
const blocks = (language: string) =>
  [...page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].flatMap(([, name, text]) =>
    name === language ? [text!] : [],
  );
const yaml = blocks('yaml').map((text) =>
  (defaultLoaders['.yaml'] as (path: string, text: string) => unknown)('', text),
);

test.each([
  ['cmake', 'CMakeLists.txt'],
  ['meson', 'meson.build'],
  ['sh', 'emulator'],
])('what the page shows as %s is what is run in these tests', (language, file) => {
  const lines = readFileSync(join(root, 'test/ci/project', file), 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const shown = blocks(language).flatMap((text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.trim()),
  );
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.filter((line) => !lines.includes(line))).toEqual([]);
});

test('the page has the inputs of the action, and its example uses them', () => {
  const { inputs } = readYaml('action.yml') as { inputs: object };
  const listed = [...page.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name!);
  expect(listed).toEqual(Object.keys(inputs));
  const { jobs } = yaml.find((each) => typeof each === 'object' && 'jobs' in each!) as {
    jobs: Record<string, { steps: { uses?: string; with?: object }[] }>;
  };
  const step = Object.values(jobs)[0]!.steps.find(({ uses }) => uses?.includes('/chaff@'));
  expect(Object.keys(step!.with!).filter((name) => !listed.includes(name))).toEqual([]);
});

test('the page has the hooks', () => {
  const hooks = readYaml('.pre-commit-hooks.yaml') as { id: string }[];
  const { repos } = yaml.find((each) => typeof each === 'object' && 'repos' in each!) as {
    repos: { hooks: { id: string }[] }[];
  };
  expect(repos[0]!.hooks.map(({ id }) => id)).toEqual(hooks.map(({ id }) => id));
});

test('the commands of the GitLab job find what is wrong and report it', async () => {
  const { suppressions } = yaml.find((each) => typeof each === 'object' && 'suppressions' in each!) as {
    suppressions: { script: string[]; artifacts: { reports: { codequality: string } } };
  };
  const folder = await mkdtemp(join(tmpdir(), 'chaff-gitlab-'));
  await writeFile(join(folder, 'team.supp'), '{\n bad\n Memcheck:Kond\n fun:f\n}\n');
  const codes: number[] = [];
  for (const line of suppressions.script) {
    const [command, file] = line.split(' > ');
    const { code, stdout } = await run(command!.split(' ').slice(1), folder);
    codes.push(code);
    if (file) await writeFile(join(folder, file), stdout);
  }
  expect(codes.at(-1)).toBe(1);
  const report = await readFile(join(folder, suppressions.artifacts.reports.codequality), 'utf8');
  expect(JSON.parse(report)).toMatchObject([{ location: { path: 'team.supp', lines: { begin: 3 } } }]);
});
