import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultLoaders } from 'cosmiconfig';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../cli/run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/many-machines.md'), 'utf8');
const [github, gitlab] = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) =>
  (defaultLoaders['.yaml'] as (path: string, text: string) => unknown)('', text!),
) as [
  { jobs: Record<'valgrind' | 'suppressions', { steps: { run?: string; with?: Record<string, string> }[] }> },
  Record<'valgrind' | 'suppressions', { script: string[] }>,
];
const logs = ['talk/talk.xml', 'talk/talk.txt', 'debian/exec-unfinished.xml'];

let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chaff-many-'));
  writeFileSync(join(folder, 'team.supp'), '');
  mkdirSync(join(folder, 'logs'));
  for (const log of logs) cpSync(join(root, 'test/corpus', log), join(folder, 'logs', log.replace('/', '-')));
  await run(['collect', 'logs', '-o', 'all.parquet'], folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs those of a job's commands that are chaff's, in the folder with the logs of that job. */
async function runJob(commands: readonly string[], shard: number | undefined): Promise<string> {
  let printed = '';
  for (const command of commands) {
    const [program, ...args] = command
      .replace(/\$\{\{ matrix\.shard \}\}|\$CI_NODE_INDEX/g, String(shard))
      .split(' ');
    if (program === 'mkdir') mkdirSync(join(folder, args.at(-1)!));
    if (program !== 'chaff') continue;
    const mine = args.map((arg) => (arg === 'logs/' ? `logs/${logs[shard!]!.replace('/', '-')}` : arg));
    const { code, stdout, stderr } = await run(mine, folder);
    expect(code, stderr).toBeLessThan(2);
    printed += stdout;
  }
  return printed;
}

const corpora = () => [
  readFileSync(join(folder, 'corpus.parquet')),
  readFileSync(join(folder, 'all.parquet')),
];

test('the matrix on GitHub makes the corpus of all logs', async () => {
  const { valgrind, suppressions } = github.jobs;
  const runs = ({ steps }: typeof valgrind) => steps.flatMap(({ run: command }) => command ?? []);
  mkdirSync(join(folder, 'corpora'));
  for (const shard of logs.keys()) {
    await runJob(runs(valgrind), shard);
    // What is uploaded and downloaded.
    const { path } = valgrind.steps.at(-1)!.with!;
    const file = path!.replace('${{ matrix.shard }}', String(shard));
    cpSync(join(folder, file), join(folder, 'corpora', file));
  }
  expect(suppressions.steps.find((step) => step.with)!.with).toMatchObject({
    path: 'corpora',
    'merge-multiple': true,
  });
  expect(await runJob(runs(suppressions), undefined)).toContain('distinct findings');
  const [united, all] = corpora();
  expect(united!.equals(all!)).toBe(true);
});

test('the parallel jobs on GitLab make the corpus of all logs', async () => {
  for (const shard of logs.keys()) {
    rmSync(join(folder, 'corpora'), { recursive: true, force: true });
    await runJob(gitlab.valgrind.script, shard);
    cpSync(join(folder, 'corpora'), join(folder, 'artifacts'), { recursive: true });
  }
  cpSync(join(folder, 'artifacts'), join(folder, 'corpora'), { recursive: true });
  expect(await runJob(gitlab.suppressions.script, undefined)).toContain('distinct findings');
  const [united, all] = corpora();
  expect(united!.equals(all!)).toBe(true);
});
