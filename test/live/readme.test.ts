import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../cli/run.js';
import { missingTool } from './valgrind.js';

/**
 * The session of the README, as somebody pastes it: the program is built, Valgrind runs it without a set, with the naive
 * one and with the one that chaff writes, and prints what the README shows. Without Valgrind or a compiler the tests are
 * skipped; with `CHAFF_REQUIRE_VALGRIND=1` they fail.
 */
const missing = missingTool();
const required = process.env['CHAFF_REQUIRE_VALGRIND'] === '1';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const session = /^## A session\n([^]*?)^## /m.exec(readme)![1]!;
/** Where the README builds the program; here it is another folder. */
const shown = '/tmp/machine';

/** Each command of a block, with the lines that are shown after it, in the order of the section. */
const commands = [...session.matchAll(/^```\n([^]*?)^```$/gm)].flatMap(([, block]) =>
  block!
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command, ...output] = text.split('\n');
      return { command: command!, lines: output.filter((line) => line.trim() !== '' && line !== '…') };
    }),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaff-readme-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Without process id, addresses, folders of objects and the number of loss records, which differ from one machine to the next. */
function stable(line: string): string {
  return line
    .replace(/^==\d+==/, '==1==')
    .replace(/ 0x[0-9A-F]+:/, ' 0x1:')
    .replace(/\(in .*\//, '(in ')
    .replace(/loss record \d+ of \d+/, 'loss record 1 of 1');
}

/** Runs one command of the session: chaff in this process, all else in a shell. Returns both streams. */
async function printedBy(command: string): Promise<string> {
  const here = command.replaceAll(shown, folder);
  if (here.startsWith('chaff ')) {
    const { stdout, stderr } = await run(here.split(' ').slice(1), root);
    return `${stdout}\n${stderr}`;
  }
  const env = { ...process.env, VALGRIND_OPTS: '' };
  return new Promise((done) => {
    // The exit code is not looked at: grep -c has 1 for none.
    execFile('sh', ['-c', here], { cwd: root, env }, (_, stdout, stderr) => done(`${stdout}\n${stderr}`));
  });
}

describe.skipIf(missing !== undefined && !required)(
  `the session of the README, with Valgrind${missing === undefined ? '' : ` (${missing} is not installed)`}`,
  () => {
    test('it has runs without a set, with the naive one and with ours', () => {
      expect(missing, 'not installed').toBeUndefined();
      const valgrind = commands.filter(({ command }) => command.startsWith('valgrind '));
      expect(valgrind.map(({ command }) => /--suppressions=\S*?([^/ ]*) /.exec(command)?.[1])).toEqual([
        undefined,
        'naive.supp',
        'chaff.supp',
      ]);
    });

    // One after the other: each needs what those before have made.
    test.each(commands)('$command', async ({ command, lines }) => {
      const printed = (await printedBy(command)).split('\n').map(stable);
      let from = 0;
      for (const line of lines.map(stable)) {
        const at = printed.indexOf(line, from);
        expect(at, `“${line}” is printed, in this order`).toBeGreaterThanOrEqual(from);
        from = at + 1;
      }
    });
  },
);
