import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from './run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

/** The sessions of the README: a command after `$ `, then what it prints, with `…` for what is left out. */
const sessions = [...readme.matchAll(/^```\n\$ chaff (.*)\n([^]*?)^```$/gm)].map(([, command, output]) => ({
  command: command!,
  lines: output!.split('\n').filter((line) => line.trim() !== '' && line !== '…'),
}));

test('the README shows sessions', () => {
  expect(sessions.length).toBeGreaterThanOrEqual(2);
});

test.each(sessions)('$command prints what the README shows', async ({ command, lines }) => {
  const { stdout, stderr } = await run(command.split(' '), root);
  const printed = `${stdout}\n${stderr}`.split('\n');
  let from = 0;
  for (const line of lines) {
    const at = printed.indexOf(line, from);
    expect(at, `“${line}” is printed, in this order`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
});
