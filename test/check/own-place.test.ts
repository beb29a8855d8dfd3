import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { run } from '../cli/run.js';
import { sarifErrors } from '../report/problems/sarif-schema.js';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-own-place-'));
  await mkdir(join(cwd, 'src'));
  for (const name of ['src/tea.c', 'src/pot.c', 'cup.c']) await writeFile(join(cwd, name), '');
});

/** The place of the one finding of a log whose stack is this. */
async function placeOf(stack: readonly string[], ...args: readonly string[]) {
  const frames = stack.map((call, at) => `==1==    ${at === 0 ? 'at' : 'by'} 0x${at + 1}: ${call}\n`);
  const log = `==1== Memcheck, a memory error detector\n==1== Invalid read of size 4\n${frames.join('')}==1== \n`;
  await writeFile(join(cwd, 'a.log'), log, 'latin1');
  const { stdout } = await run(['check', 'a.log', '--format', 'github', ...args], cwd);
  return /^::error file=(.*?),line=(\d+),/.exec(stdout)!.slice(1).join(':');
}

describe('a finding is annotated', () => {
  test('at the innermost frame whose source is below the working directory', async () => {
    const stack = ['read_it (/build/lib/io.c:3)', `boil (${cwd}/src/tea.c:7)`, `main (${cwd}/src/pot.c:9)`];
    expect(await placeOf(stack)).toBe('src/tea.c:7');
  });

  test('at a relative source, one without a folder in the working directory itself', async () => {
    expect(await placeOf(['boil (src/tea.c:7)'])).toBe('src/tea.c:7');
    expect(await placeOf(['pour (cup.c:8)'])).toBe('cup.c:8');
  });

  test('at the log where the project has no source of the stack', async () => {
    const log = 'a.log:2';
    for (const call of [
      // As the name of a file somewhere below tells nothing of another of that name.
      'boil (tea.c:7)',
      'boil (/elsewhere/src/tea.c:7)',
      'boil (../tea.c:7)',
      // A folder is no source, and no line is 0.
      'boil (src:7)',
      'boil (src/tea.c:0)',
      'boil (in /opt/tea)',
      '???',
    ])
      expect(`${call} ${await placeOf([call])}`).toBe(`${call} ${log}`);
  });

  test('not outside the working directory, though a link leads there', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'chaff-outside-'));
    await writeFile(join(outside, 'far.c'), '');
    await symlink(outside, join(cwd, 'linked'));
    expect(await placeOf(['f (linked/far.c:1)'])).toBe('a.log:2');
    await symlink(cwd, join(outside, 'project'));
    expect(await placeOf([`boil (${outside}/project/src/tea.c:7)`])).toBe('src/tea.c:7');
  });

  test('at the caller of an own wrapper of an allocator, and there only where nothing else is own', async () => {
    expect(await placeOf(['xmalloc (src/tea.c:1)', 'main (src/pot.c:2)'])).toBe('src/pot.c:2');
    expect(await placeOf(['xmalloc (src/tea.c:1)', 'g (in /usr/lib/g.so)'])).toBe('src/tea.c:1');
  });

  test('in what --own or the configuration calls own code', async () => {
    const stack = ['boil (src/tea.c:7)', 'main (src/pot.c:2)'];
    expect(await placeOf(stack, '--own', 'fun:main')).toBe('src/pot.c:2');
    await writeFile(join(cwd, '.chaffrc.json'), '{"own": ["src:pot.c"]}');
    expect(await placeOf(stack)).toBe('src/pot.c:2');
  });

  test('not in code of the system, whose sources may have the same names', async () => {
    await writeFile(
      join(cwd, 'a.xml'),
      `<?xml version="1.0"?>
<valgrindoutput>
<protocolversion>4</protocolversion><protocoltool>memcheck</protocoltool>
<pid>1</pid><tool>memcheck</tool>
<error>
  <unique>0x1</unique>
  <tid>1</tid>
  <kind>InvalidRead</kind>
  <what>Invalid read of size 4</what>
  <stack>
    <frame><ip>0x1</ip><obj>/usr/lib/libcup.so</obj><fn>pour</fn><file>cup.c</file><line>1</line></frame>
    <frame><ip>0x2</ip><obj>/opt/tea</obj><fn>boil</fn><dir>${cwd}/build/../src</dir><file>tea.c</file><line>2</line></frame>
  </stack>
</error>
</valgrindoutput>
`,
    );
    const { stdout } = await run(['check', 'a.xml', '--format', 'github'], cwd);
    expect(stdout).toMatch(/^::error file=src\/tea\.c,line=2,/);
  });
});

test.each(['github', 'gitlab', 'junit', 'sarif'])('%s tells the source and the log', async (format) => {
  await placeOf(['boil (src/tea.c:7)']);
  const { stdout } = await run(['check', join(cwd, 'a.log'), '--format', format], cwd);
  expect(stdout).toContain('src/tea.c');
  if (format !== 'sarif') return expect(stdout).toContain('a.log:2: what Valgrind printed');
  const log = JSON.parse(stdout) as { runs: [{ results: readonly unknown[] }] };
  expect(sarifErrors(log)).toEqual([]);
  const at = (uri: string, startLine: number) => ({
    physicalLocation: { artifactLocation: { uri }, region: { startLine, endLine: startLine } },
  });
  expect(log.runs[0].results).toMatchObject([
    { locations: [at('src/tea.c', 7)], relatedLocations: [at('a.log', 2)] },
  ]);
  return undefined;
});

test('what a server knows a finding by is the same, whether the source is there or not', async () => {
  const print = async (stack: readonly string[]) => {
    await placeOf(stack);
    const { stdout } = await run(['check', 'a.log', '--format', 'gitlab'], cwd);
    const [{ fingerprint, location }] = JSON.parse(stdout) as [
      { fingerprint: string; location: { path: string } },
    ];
    return [location.path, fingerprint] as const;
  };
  const [here, before] = await print(['boil (src/tea.c:7)']);
  const [there, after] = await print(['boil (gone/tea.c:7)']);
  expect([here, there]).toEqual(['src/tea.c', 'a.log']);
  expect(after).toBe(before);
});
