import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheckJson } from '../../src/report/check/json.js';
import { head, packBytes } from '../pack/make.js';
import { copyProject, isSkipped, missingOf, reported, runIn, titled } from '../live/ci/project.js';
import { buildChaff } from './built.js';
import { fakePrograms } from './fake-programs.js';
import { run } from './run.js';

let chaff: string;
let root: string;
let folder: string;
beforeAll(async () => {
  chaff = await buildChaff();
  root = realpathSync(await mkdtemp(join(tmpdir(), 'chaff-run-')));
}, 240_000);
beforeEach(async () => {
  // A name that neither a shell nor Valgrind leaves as it is unless it is told.
  folder = await mkdtemp(join(root, "it's 100%p "));
});
afterAll(async () => {
  await rm(dirname(dirname(chaff)), { recursive: true });
  await rm(root, { recursive: true });
});

/** Starts chaff as a process, at the head of a group of its own. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [chaff, 'run', ...args], {
    cwd: folder,
    detached: true,
    env: { ...process.env, VALGRIND_OPTS: '', ...env },
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (printed.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (printed.stderr += data.toString()));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...printed,
  }));
  const says = async (text: string) => {
    while (!printed.stdout.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended without “${text}”: ${printed.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { child, ended, says };
}

async function chaffRun(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) {
  const { child, ended } = start(args, env);
  child.stdin.end(input);
  return ended;
}

const logsIn = (name: string) =>
  readdirSync(join(folder, name))
    .filter((each) => each.endsWith('.xml'))
    .sort();

describe('with a program that stands for Valgrind', () => {
  /** Writes its options to `options` and a log with one error, and becomes the program. */
  const fake = `for option do
  case $option in
    --version) echo valgrind-3.19.0; exit ;;
    --refused=*) echo "valgrind: Unknown option: $option" >&2; exit 1 ;;
    --xml-file=*) log=$(printf '%s' "\${option#--xml-file=}" | sed "s/%%/%/g; s/-%p.xml/-$$.xml/") ;;
    -*) ;;
    *) break ;;
  esac
  printf '%s\\n' "$option" >> options
  shift
done
cat > "$log" << 'END'
<?xml version="1.0"?>
<valgrindoutput>
<protocolversion>4</protocolversion>
<protocoltool>memcheck</protocoltool>
<pid>7</pid><ppid>1</ppid><tool>memcheck</tool>
<args><vargv><exe>valgrind</exe><arg>--num-callers=40</arg></vargv><argv><exe>./prog</exe></argv></args>
<status><state>RUNNING</state><time>00:00:00:00.1 </time></status>
<error><unique>0x1</unique><tid>1</tid><kind>InvalidFree</kind><what>Invalid free()</what>
<stack><frame><ip>0x1</ip><obj>/prog</obj><fn>f</fn></frame></stack></error>
<status><state>FINISHED</state><time>00:00:00:00.2 </time></status>
</valgrindoutput>
END
exec "$@"`;

  let valgrind: string;
  beforeEach(async () => {
    valgrind = join(folder, 'fake valgrind');
    await fakePrograms({
      [valgrind]: fake,
      [join(folder, 'prog')]: 'cat; echo "to err" >&2; exit "${1:-0}"',
    });
  });
  const with_ = (...args: readonly string[]) => chaffRun(['--valgrind', valgrind, ...args]);
  const options = () => readFileSync(join(folder, 'options'), 'utf8').trimEnd().split('\n');

  test('the program is what reads and prints, chaff adds a summary to standard error', async () => {
    const { code, stdout, stderr } = await with_('./prog', '4', '--unsuppressed').then(() =>
      chaffRun(['--valgrind', valgrind, './prog', '4'], 'input\n'),
    );
    expect(code).toBe(4);
    expect(stdout).toBe('input\n');
    expect(stderr).toBe(
      'to err\nchaff: ./prog ended with exit code 4\nchaff: 1 process, 1 finding reported\n' +
        '  1  Memcheck:Free\nchaff: logs in chaff-logs/prog-2; chaff check chaff-logs/prog-2 tells all\n',
    );
    expect(logsIn('chaff-logs/prog-1')).toEqual([expect.stringMatching(/^memcheck-1-\d+\.xml$/)]);
  });

  test('how deep it may record is asked of the Valgrind that runs', async () => {
    expect((await with_('--num-callers=1', './prog')).code).toBe(0);
    expect(options()).toContain('--num-callers=1');
    const { code, stderr } = await with_('--num-callers=0', './prog');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'chaff: --num-callers must be a whole number from 1 to 500 for Valgrind 3.19.0\n',
    });
  });

  test.each([
    ['program', '0', 0],
    ['findings', '0', 1],
    ['findings', '3', 1],
    ['both', '0', 1],
    ['both', '3', 3],
  ])('--exit-code %s, the program ends with %s: %d', async (by, ends, code) => {
    expect((await with_('--exit-code', by, '--', './prog', ends)).code).toBe(code);
  });

  test('the options of Valgrind are those of the configuration, of chaff, and of the user, in this order', async () => {
    const hide = '{\n  free\n  Memcheck:Free\n  fun:f\n}\n';
    await mkdir(join(folder, 'sets'));
    await writeFile(join(folder, 'sets', 'a b.supp'), hide);
    await writeFile(
      join(folder, '.chaffrc'),
      JSON.stringify({ sets: 'sets/a b.supp', numCallers: 17, tool: 'memcheck' }),
    );
    await with_('--track-origins=yes', '--valgrind-option', '-v', './prog');
    expect(options()).toContain('--num-callers=17');
    expect(options().slice(-5)).toEqual([
      `--suppressions=${folder}/sets/a b.supp`,
      '--track-origins=yes',
      '-v',
      expect.stringContaining('%%p'),
      expect.stringContaining('--log-file='),
    ]);
    await rm(join(folder, 'options'));

    const { code, stderr } = await with_('--unsuppressed', '--exit-code', 'findings', './prog');
    expect(options().join()).not.toContain('--suppressions');
    expect(stderr).toContain('0 findings reported, 1 hidden by the sets in use');
    expect(code).toBe(0);
  });

  test('layers that apply become one file beside the logs', async () => {
    const entry = (name: string) => `{\n   ${name}\n   Memcheck:Free\n   fun:f\n}\n`;
    await writeFile(join(folder, 'all.supp'), entry('for all'));
    await writeFile(join(folder, 'new.supp'), entry('for a version that was'));
    const layers = [{ sets: 'all.supp' }, { when: { valgrind: '<3.19' }, sets: 'new.supp' }];
    await writeFile(join(folder, '.chaffrc'), JSON.stringify({ layers }));
    expect((await with_('./prog')).code).toBe(0);
    const [set, ...more] = options().filter((option) => option.startsWith('--suppressions='));
    expect(more).toEqual([]);
    expect(set).toBe(`--suppressions=${folder}/chaff-logs/prog-1/sets-1.supp`);
    const bytes = readFileSync(set!.slice('--suppressions='.length), 'utf8');
    expect(bytes).toContain('for all');
    expect(bytes).not.toContain('that was');
  });

  test('packs that come with chaff become one file, before the sets of the configuration', async () => {
    const own = await mkdir(join(dirname(dirname(chaff)), 'suppressions'), { recursive: true });
    const entries = [
      { name: 'for this kettle', lines: ['fun:f'], kind: 'Memcheck:Free', library: 'libkettle >=1.1, <1.3' },
      { name: 'for an old one', lines: ['fun:g'], kind: 'Memcheck:Free', library: 'libkettle >=1.1, <1.2' },
    ];
    await writeFile(join(own!, 'kettle.supp'), packBytes(head('kettle'), entries));
    await writeFile(join(folder, 'own.supp'), '{\n   own\n   Memcheck:Cond\n   fun:own\n}\n');
    await writeFile(join(folder, '.chaffrc'), JSON.stringify({ packs: 'kettle', sets: 'own.supp' }));
    await fakePrograms({ [join(folder, 'bin/pkg-config')]: 'echo 1.2.5' });
    const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` };
    const { stderr } = await chaffRun(['--valgrind', valgrind, '--unsuppressed', './prog'], '', env);
    expect(stderr).toContain('0 findings reported, 1 hidden by the sets in use');
    await rm(join(folder, 'options'));

    expect((await chaffRun(['--valgrind', valgrind, './prog'], '', env)).code).toBe(0);
    const [made, ...more] = options().filter((option) => option.startsWith('--suppressions='));
    expect(made).toBe(`--suppressions=${folder}/chaff-logs/prog-2/sets-1.supp`);
    expect(more).toEqual([`--suppressions=${folder}/own.supp`]);
    const bytes = readFileSync(made!.slice('--suppressions='.length), 'utf8');
    expect(bytes).toContain('for this kettle');
    expect(bytes).not.toContain('for an old one');
    await rm(own!, { recursive: true });
  });

  test.each([
    [['./absent'], 'no such program: ./absent'],
    [['options.txt'], 'no such program: options.txt'],
    [['./bad.supp'], './bad.supp is not executable'],
    [['./'], './ is a folder'],
    [[], 'name the program to run'],
    [['--xml-file=x', './prog'], '--xml-file=x: chaff run says where logs go'],
    [['--jobs', '2', './prog'], '--jobs goes with --list'],
    [['--for', 'meson', './prog'], 'go with --wrapper'],
    [['-s', 'absent.supp', './prog'], 'no such file: absent.supp'],
    [['-s', 'bad.supp', './prog'], 'bad.supp:'],
    [['--refused=1', './prog'], 'chaff: Valgrind did not start ./prog'],
    [['--valgrind', '/bin/true', './prog'], 'chaff: Valgrind did not start ./prog: it wrote no log\n'],
    [['--logs', '.', './prog'], '--logs .: there is something in it'],
    [['--unknown', './prog'], "unknown option '--unknown'"],
  ])('%j cannot run', async (args, message) => {
    await writeFile(join(folder, 'bad.supp'), '{\n  a\n  Memcheck:Kond\n  fun:f\n}\n');
    const { code, stderr } = await with_(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'chaff-logs')) && readdirSync(join(folder, 'chaff-logs'))).toSatisfy(
      (left) => left === false || (left as string[]).length === 0,
    );
  });

  test('no valgrind anywhere', async () => {
    const started = start(['./prog'], { PATH: join(folder, 'empty') });
    expect(await started.ended).toMatchObject({
      code: 2,
      stderr: 'chaff: no valgrind is on the PATH; --valgrind PATH names one\n',
    });
  });

  test('a list, one at a time: what it prints passes through', async () => {
    await writeFile(join(folder, 'tests'), './prog\n# none\n./prog 5\nsh -c \'echo "from sh"\'\n');
    const { code, stdout, stderr } = await with_('--list', 'tests', '--logs', 'kept');
    expect(code).toBe(5);
    expect(stdout).toBe('from sh\n');
    expect(stderr).toBe(
      'to err\nto err\n' +
        'run          ended with  reported  hidden  command\n' +
        'kept/1-prog  0                  1       0  ./prog\n' +
        'kept/2-prog  5                  1       0  ./prog 5\n' +
        `kept/3-sh    0                  1       0  sh -c 'echo "from sh"'\n` +
        'chaff: 3 runs, 1 failed; logs in kept\n',
    );
    expect(readdirSync(join(folder, 'kept', '2-prog'))).toHaveLength(1);
  });

  test('a list, several at a time: what it prints is kept, and no program waits for input', async () => {
    await writeFile(join(folder, 'tests'), "sh -c 'cat; echo one'\nsh -c 'echo two >&2; exit 3'\n./prog\n");
    const { code, stdout, stderr } = await with_('--list', 'tests', '--jobs=2', '--logs=kept');
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr.split('\n')).toHaveLength(6);
    expect(readFileSync(join(folder, 'kept/1-sh/stdout.output'), 'utf8')).toBe('one\n');
    expect(readFileSync(join(folder, 'kept/2-sh/stderr.output'), 'utf8')).toBe('two\n');
    // Output is no log, whatever is in it.
    const { findings } = JSON.parse((await run(['check', 'kept', '--json'], folder)).stdout) as CheckJson;
    expect(findings.map(({ count }) => count)).toEqual([3]);
  });

  test('a list with a program that is not there runs nothing', async () => {
    await writeFile(join(folder, 'tests'), './prog\n./absent\n');
    expect(await with_('--list', 'tests')).toMatchObject({
      code: 2,
      stderr: 'chaff: no such program: ./absent\n',
    });
    expect(existsSync(join(folder, 'options'))).toBe(false);
  });

  describe('signals', () => {
    const counting = `trap 'echo INT >> heard' INT
trap 'echo HUP >> heard' HUP
trap 'exit 9' TERM
echo ready
while :; do sleep 0.02; done`;
    const heard = () => readFileSync(join(folder, 'heard'), 'utf8');
    const waitFor = async (holds: () => boolean) => {
      while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    beforeEach(() => fakePrograms({ [join(folder, 'counting')]: counting }));

    test.each(['SIGINT', 'SIGHUP'] as const)(
      '%s comes once, to chaff alone or to all at once',
      async (signal) => {
        const name = signal.slice(3);
        for (const who of ['chaff', 'all']) {
          await rm(join(folder, 'heard'), { force: true });
          const { child, ended, says } = start(['--valgrind', valgrind, './counting']);
          await says('ready');
          process.kill(who === 'all' ? -child.pid! : child.pid!, signal);
          await waitFor(() => existsSync(join(folder, 'heard')));
          // This one is passed on after the first one would have been a second time.
          process.kill(child.pid!, 'SIGTERM');
          expect(await ended).toMatchObject({ code: 9 });
          expect(heard()).toBe(`${name}\n`);
        }
      },
    );

    test('a list ends, and tells what was not run', async () => {
      await writeFile(join(folder, 'tests'), './counting\n./prog\n');
      const { child, ended, says } = start([
        '--valgrind',
        valgrind,
        '--list',
        'tests',
        '--exit-code=findings',
      ]);
      await says('ready');
      process.kill(child.pid!, 'SIGTERM');
      const { code, stderr } = await ended;
      expect(stderr).toContain('chaff: SIGTERM came, so 1 of 2 were not run\n');
      expect(stderr).toContain('1 run, 1 failed');
      expect(code).toBe(143);
    });
  });

  describe('wrappers', () => {
    beforeEach(() => fakePrograms({ [join(folder, 'prog')]: 'echo "to err" >&2; exit "${1:-0}"' }));
    const wrapper = (...args: readonly string[]) =>
      run(['run', '--valgrind', valgrind, '--wrapper', 'wrap per', ...args], folder);

    test('stand for a program, and pass on arguments and exit code', async () => {
      await writeFile(join(folder, 'a.supp'), '{\n  free\n  Memcheck:Free\n  fun:f\n}\n');
      const more = ['--logs', 'l o', '-s', 'a.supp', '--track-origins=yes'];
      const { code, stderr } = await wrapper(...more, '--', './prog');
      expect(code).toBe(0);
      expect(stderr).toContain(`logs go to ${folder}/l o\n`);
      await rm(join(folder, 'l o'), { recursive: true });
      expect(await runIn(folder, './wrap per', ['6'])).toMatchObject({ code: 6, stderr: 'to err\n' });
      expect(options().slice(-4)).toEqual([
        `--suppressions=${folder}/a.supp`,
        '--track-origins=yes',
        expect.stringContaining('--xml-file='),
        expect.stringMatching(/--log-file=.*\/l o\/valgrind-\d{8}T\d{6}-\d+\.messages$/),
      ]);
      expect(logsIn('l o')).toEqual([expect.stringMatching(/^memcheck-\d{8}T\d{6}-\d+\.xml$/)]);
    });

    test('become Valgrind, which becomes the program: signals and process number are its own', async () => {
      await fakePrograms({ [join(folder, 'prog')]: 'echo $$; kill -TERM $$' });
      await wrapper('--', './prog');
      const child = spawn(join(folder, 'wrap per'), { cwd: folder });
      let printed = '';
      child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
      expect(await once(child, 'close')).toEqual([null, 'SIGTERM']);
      expect(printed).toBe(`${child.pid!}\n`);
    });

    const probing = [
      ['-version'],
      ['--help'],
      ['-accel', 'help'],
      ['-device', 'virtio-blk,help'],
      ['-cpu', '?'],
    ];
    const empty = ['-S', '-display', 'none', '-machine', 'none,accel=kvm:tcg'];
    const machine = ['-machine', 'pc', '-display', 'none', '-name', 'none,-version'];

    test.each([
      ['libvirt', [...probing, empty], [machine]],
      ['iotests', probing, [empty, machine]],
    ])('%s asks without Valgrind, and runs machines with it', async (caller, without, under) => {
      await fakePrograms({ [join(folder, 'prog')]: 'printf "%s|" "$@"' });
      await wrapper('--for', caller, '--', './prog');
      const started = async (args: readonly string[]) => {
        await rm(join(folder, 'options'), { force: true });
        expect((await runIn(folder, './wrap per', args)).stdout).toBe(
          args.map((each) => `${each}|`).join(''),
        );
        return existsSync(join(folder, 'options'));
      };
      for (const args of without) expect([args, await started(args)]).toEqual([args, false]);
      for (const args of under) expect([args, await started(args)]).toEqual([args, true]);
    });

    test.each(['ctest', 'meson'])('%s names the program', async (caller) => {
      expect((await wrapper('--for', caller)).code).toBe(0);
      expect(await runIn(folder, './wrap per', [join(folder, 'prog'), '3'])).toMatchObject({ code: 3 });
      expect(options()).toContain('--tool=memcheck');
    });

    test('nothing of somebody else is written over', async () => {
      await writeFile(join(folder, 'wrap per'), '#!/bin/sh\n', { mode: 0o644 });
      expect(await wrapper()).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('not from chaff') as string,
      });
      expect((await wrapper('--force')).code).toBe(0);
      expect((await wrapper('--tool=drd')).code).toBe(0);
      expect(readFileSync(join(folder, 'wrap per'), 'utf8')).toContain('--tool=drd');
      expect((await runIn(folder, './wrap per', ['./prog', '1'])).code).toBe(1);
      expect(await wrapper('--force', '--', './wrap per')).toMatchObject({ code: 2 });
    });

    test('layers lie beside it', async () => {
      await writeFile(join(folder, 'all.supp'), '{\n   a\n   Memcheck:Free\n   fun:f\n}\n');
      await writeFile(join(folder, '.chaffrc'), JSON.stringify({ layers: [{ sets: 'all.supp' }] }));
      await wrapper();
      expect(readFileSync(join(folder, 'wrap per.supp'), 'utf8')).toContain('Memcheck:Free');
    });

    test.each([
      [['--for', 'libvirt'], 'name the program'],
      [['--for', 'meson', '--', './prog'], 'so name none'],
      [['--', './prog', 'x'], 'without arguments'],
      [['--', './absent'], 'no such program'],
      [['--list', 'x'], 'cannot be used with'],
    ])('%j is refused', async (args, message) => {
      const { code, stderr } = await wrapper(...args);
      expect(stderr).toContain(message);
      expect(code).toBe(2);
      expect(existsSync(join(folder, 'wrap per'))).toBe(false);
    });
  });
});

const missing = missingOf('valgrind', 'gcc');

describe.skipIf(isSkipped(missing))(titled('with Valgrind', missing), () => {
  const source = `#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#define CALL __attribute__((noinline))
CALL void lose(int size) { char *volatile block = malloc(size); block = 0; }
CALL void decide(void) { int *volatile value = malloc(4); if (*value) puts("set"); free(value); }
int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    if (!strcmp(what, "lose")) lose(77);
    if (!strcmp(what, "exit")) return atoi(argv[2]);
    if (!strcmp(what, "kill")) { decide(); raise(atoi(argv[2])); }
    if (!strcmp(what, "fork")) { lose(5); decide(); if (!fork()) { lose(6); return 3; } wait(0); }
    if (!strcmp(what, "spawn")) { if (!fork()) { chdir("/"); execv(argv[2], argv + 2); } wait(0); }
    if (!strcmp(what, "exec")) { decide(); execv(argv[2], argv + 2); }
    if (!strcmp(what, "wait")) { decide(); puts("ready"); fflush(stdout); pause(); }
    if (!strcmp(what, "daemon")) {
        int ends[2];
        char byte = 0;
        pipe(ends);
        if (!fork()) { for (int fd = 0; fd < 3; fd++) close(fd); write(ends[1], &byte, 1); pause(); }
        read(ends[0], &byte, 1);
    }
    if (!strcmp(what, "odd")) syscall(99999);
    return 0;
}
`;
  let prog: string;
  beforeAll(async () => {
    await writeFile(join(root, 'prog.c'), source);
    prog = join(root, 'prog');
    await promisify(execFile)('gcc', ['-w', '-g', '-O0', 'prog.c', '-o', 'prog'], { cwd: root });
  });

  /** Functions on the stacks of what the logs show, innermost first, without the allocator. */
  async function shown(name: string) {
    const { stdout } = await run(['check', name, '--json'], folder);
    const { findings } = JSON.parse(stdout) as CheckJson;
    return findings
      .map(({ frames }) => frames.map(({ fun }) => fun).filter((fun) => fun !== 'malloc')[0])
      .sort();
  }

  test.each(['memcheck', 'helgrind', 'drd'])('%s takes the options', async (tool) => {
    const { code, stderr } = await chaffRun([
      `--tool=${tool}`,
      '-v'.repeat(0) || '--stats=no',
      prog,
      'exit',
      '3',
    ]);
    expect(stderr).toBe(
      'chaff: ' +
        `${prog} ended with exit code 3\nchaff: 1 process, 0 findings reported\nchaff: logs in chaff-logs/prog-1\n`,
    );
    expect(code).toBe(3);
    expect(logsIn('chaff-logs/prog-1')).toHaveLength(1);
  });

  test('a leak is told, and is an exit code where that is wanted', async () => {
    const { code, stderr } = await chaffRun(['--exit-code=both', prog, 'lose']);
    expect(stderr).toContain('1 process, 1 finding reported\n  1  Memcheck:Leak (definite)\n');
    expect(code).toBe(1);
    expect((await chaffRun([prog, 'lose'])).code).toBe(0);
    expect((await chaffRun(['--exit-code=both', '--show-leak-kinds=possible', prog, 'lose'])).code).toBe(0);
    expect((await chaffRun(['--error-exitcode=42', prog, 'lose'])).code).toBe(42);
  });

  test('children have logs of their own: forked, started elsewhere, or in the place of the program', async () => {
    const forked = await chaffRun(['--logs=forked', prog, 'fork']);
    expect(logsIn('forked')).toHaveLength(2);
    expect(forked.stderr).toContain('2 processes, 2 findings reported');
    const spawned = await chaffRun(['--logs=spawned', prog, 'spawn', prog, 'lose']);
    expect(spawned.stderr).toContain('2 processes, 1 finding reported');
    // Both have one process number, and the second Valgrind would begin the same file anew.
    const replaced = await chaffRun(['--logs=replaced', prog, 'exec', prog, 'lose']);
    expect(await shown('replaced')).toEqual(['decide', 'lose']);
    expect(replaced.stderr).toBe(
      'chaff: 1 process, 2 findings reported\n  1  Memcheck:Cond\n  1  Memcheck:Leak (definite)\n' +
        'chaff: logs in replaced; chaff check replaced tells all\n',
    );
  });

  test.each([
    ['11', 139],
    ['15', 143],
  ])('a program that ends by signal %s', async (signal, expected) => {
    const { code, stderr } = await chaffRun([prog, 'kill', signal]);
    expect(code).toBe(expected);
    expect(stderr).toMatch(/was ended by SIG\w+\n.*1 finding reported/);
  });

  test('what the sets in use hide is counted, by Valgrind or by chaff', async () => {
    await writeFile(join(folder, 'lose.supp'), '{\n   lost\n   Memcheck:Leak\n   ...\n   fun:lose\n}\n');
    const options = ['-s', 'lose.supp', '--exit-code=findings'];
    const under = await chaffRun([...options, '--logs=under', prog, 'lose']);
    expect(under.stderr).toContain('0 findings reported, 1 error hidden by the sets in use\n');
    expect(await shown('under')).toEqual([]);
    const without = await chaffRun([...options, '--unsuppressed', '--logs=without', prog, 'lose']);
    expect(without.stderr).toContain('0 findings reported, 1 hidden by the sets in use\n');
    expect(await shown('without')).toEqual(['lose']);
    expect([under.code, without.code]).toEqual([0, 0]);
  });

  test('what Valgrind says itself is kept apart from what the program prints', async () => {
    const { stderr } = await chaffRun([prog, 'odd']);
    expect(stderr).toBe(
      'chaff: 1 process, 0 findings reported\n' +
        "chaff: Valgrind's own words: chaff-logs/prog-1/valgrind-1.messages\nchaff: logs in chaff-logs/prog-1\n",
    );
    expect(readFileSync(join(folder, 'chaff-logs/prog-1/valgrind-1.messages'), 'utf8')).toContain('99999');
  });

  test('a set that comes through a pipe serves the children, too', async () => {
    const set = '{\n   lost\n   Memcheck:Leak\n   ...\n   fun:lose\n}\n';
    const { stderr } = await chaffRun(['-s', '-', prog, 'spawn', prog, 'lose'], set);
    expect(stderr).toContain('0 findings reported, 1 error hidden');
  });

  test('what ends chaff ends Valgrind, which finishes its log', async () => {
    const { child, ended, says } = start([prog, 'wait']);
    await says('ready');
    process.kill(child.pid!, 'SIGTERM');
    const { code, stderr } = await ended;
    expect(code).toBe(143);
    expect(stderr).not.toContain('ends early');
    expect(await shown('chaff-logs/prog-1')).toContain('decide');
  });

  /** Process numbers of Valgrind, by the names of its logs. */
  const pids = () => logsIn('chaff-logs/prog-1').map((name) => Number(/(\d+)\.xml$/.exec(name)![1]));

  test('the log of a Valgrind that is killed is cut off, and read', async () => {
    const { ended, says } = start([prog, 'wait']);
    await says('ready');
    process.kill(pids()[0]!, 'SIGKILL');
    const { code, stderr } = await ended;
    expect(code).toBe(137);
    expect(stderr).toContain('the log ends early');
    expect(stderr).toContain('1 finding reported\n  1  Memcheck:Cond\n');
  });

  test('a process that goes on after the program is told of', async () => {
    const { stderr } = await chaffRun([prog, 'daemon']);
    const [, pid] = /-(\d+)\.xml: process \1 still runs/.exec(stderr)!;
    process.kill(Number(pid), 'SIGTERM');
    expect(stderr).not.toContain('ends early');
  });

  test('when chaff is killed, the logs so far can be read, and Valgrind goes on', async () => {
    const { child, ended, says } = start([prog, 'wait']);
    await says('ready');
    const [pid] = pids();
    process.kill(child.pid!, 'SIGKILL');
    await once(child, 'exit');
    expect(await shown('chaff-logs/prog-1')).toEqual(['decide']);
    process.kill(pid!, 'SIGTERM');
    // Valgrind holds the pipes until it is done.
    expect((await ended).signal).toBe('SIGKILL');
    expect(readFileSync(join(folder, 'chaff-logs/prog-1', logsIn('chaff-logs/prog-1')[0]!), 'utf8')).toMatch(
      /<\/valgrindoutput>\s*$/,
    );
  });

  test('what docs/run.md shows is what is printed', async () => {
    const project = await copyProject();
    const gcc = (...args: readonly string[]) =>
      promisify(execFile)('gcc', ['-g', '-O0', ...args], { cwd: project });
    await gcc('-shared', '-fPIC', 'noise.c', '-o', 'libnoise.so');
    await gcc('app.c', '-o', 'app', '-L.', '-lnoise', '-Wl,-rpath,$ORIGIN');
    const text = readFileSync(new URL('../../docs/run.md', import.meta.url), 'utf8');
    const list = /^\$ cat tests\.list\n([^$]*)/m.exec(text)![1]!;
    await writeFile(join(project, 'tests.list'), list);
    const sessions = [...text.matchAll(/^\$ chaff (run .*)\n([^]*?)(?=^```$|^\$ )/gm)];
    expect(sessions).toHaveLength(4);
    for (const [, command, printed] of sessions) {
      const { stderr } = await runIn(project, 'sh', ['-c', `"$NODE" "$CHAFF" ${command!}`], {
        NODE: process.execPath,
        CHAFF: chaff,
      });
      expect(stderr).toBe(printed);
    }
  });

  test('wrappers: one log for each process', async () => {
    await run(['run', '--wrapper', 'wrapper', '--logs', 'logs', '--for', 'libvirt', '--', prog], folder);
    for (const what of ['lose', 'fork', '-version', 'lose'])
      expect(await runIn(folder, './wrapper', [what])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(logsIn('logs')).toHaveLength(4);
    expect(await shown('logs')).toEqual(['decide', 'lose']);
  });
});

const missingMeson = missingOf('valgrind', 'gcc', 'meson', 'ninja');
test.skipIf(isSkipped(missingMeson))(titled('meson test --wrapper', missingMeson), async () => {
  const project = await copyProject();
  expect((await runIn(project, 'meson', ['setup', 'build'])).code).toBe(0);
  const { stderr } = await run(['run', '--wrapper', 'under valgrind', '--for=meson', '--logs=logs'], project);
  const command = /^ {2}(meson test .*)$/m.exec(stderr)![1]!;
  expect((await runIn(project, 'sh', ['-c', command])).code).toBe(0);
  expect(readdirSync(join(project, 'logs')).filter((name) => name.endsWith('.xml'))).toHaveLength(3);
  expect(await reported(project, 'logs')).toEqual(['app_work: 1', 'copied < noise_init: 2']);
});

const missingCMake = missingOf('valgrind', 'gcc', 'cmake', 'ctest', 'ninja');
describe.skipIf(isSkipped(missingCMake))(titled('a wrapper for CTest', missingCMake), () => {
  let project: string;
  let told: string;
  beforeEach(async () => {
    project = await copyProject();
    const options = [
      '--wrapper',
      'under valgrind',
      '--for=ctest',
      '--logs=logs',
      '--show-leak-kinds=definite',
    ];
    told = (await run(['run', ...options], project)).stderr;
  });
  const logs = () => readdirSync(join(project, 'logs')).filter((name) => name.endsWith('.xml'));

  test('as the command of ctest -T memcheck, with what is told', async () => {
    const [, configure, command] = /^ {2}(cmake .*)\n {2}(.*ctest .*)$/m.exec(told)!;
    const env = { CMAKE_GENERATOR: 'Ninja' };
    expect((await runIn(project, 'sh', ['-c', `${configure!} -D QUIET=ON`], env)).code).toBe(0);
    expect((await runIn(project, 'cmake', ['--build', 'build'])).code).toBe(0);
    expect((await runIn(join(project, 'build'), 'ctest', [])).code).toBe(0);
    expect(logs()).toEqual([]);
    expect((await runIn(project, 'sh', ['-c', command!])).code).toBe(0);
    expect(logs()).toHaveLength(3);
    // CTest has options of its own for where there are none.
    expect(readFileSync(join(project, 'logs', logs()[0]!), 'utf8')).not.toContain('--num-callers=50');
    expect(await reported(project, 'logs')).toEqual(['app_work: 1', 'copied < noise_init: 2']);
  });

  test('as what starts every test', async () => {
    const wrapper = join(project, 'under valgrind');
    const launchers = [`CMAKE_CROSSCOMPILING_EMULATOR=${wrapper}`, `CMAKE_TEST_LAUNCHER=${wrapper}`];
    const configure = ['-G', 'Ninja', '-S', '.', '-B', 'build', ...launchers.flatMap((each) => ['-D', each])];
    expect((await runIn(project, 'cmake', configure)).code).toBe(0);
    expect((await runIn(project, 'cmake', ['--build', 'build'])).code).toBe(0);
    expect((await runIn(join(project, 'build'), 'ctest', [])).code).toBe(0);
    expect(logs()).toHaveLength(3);
    expect(await reported(project, 'logs')).toEqual(['app_work: 1', 'copied < noise_init: 2']);
  });
});
