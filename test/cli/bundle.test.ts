import { appendFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BundleJson } from '../../src/report/bundle/json.js';
import type { CheckJson } from '../../src/report/check/json.js';
import type { MinimizeJson } from '../../src/report/minimize/json.js';
import { fakePrograms } from './fake-programs.js';
import { run } from './run.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));

const entry = (name: string, comments = '') =>
  `${comments}{\n   ${name}\n   Memcheck:Cond\n   fun:${name}\n}\n`;

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-bundle-'));
  await mkdir(join(cwd, 'supp'));
  for (const name of ['common', 'debian-1', 'debian-2', 'threads', 'glib'])
    await writeFile(join(cwd, 'supp', `${name}.supp`), entry(name));
  const bin = join(cwd, 'bin');
  await fakePrograms({
    [join(bin, 'valgrind')]: `
      echo valgrind-3.19.0
      echo "--1:1:launcher launching ${cwd}/libexec/memcheck-amd64-linux" >&2`,
    [join(bin, 'pkg-config')]: 'case "$3" in zlib) echo 1.2.13;; *) exit 1;; esac',
  });
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
  vi.stubEnv('VALGRIND_LIB', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const layers = [
  { sets: 'supp/common.supp' },
  { when: { platform: 'linux-x86_64', distribution: 'debian >=12' }, sets: ['supp/debian-*.supp'] },
  { when: { tool: ['helgrind', 'drd'], valgrind: '>=3.19' }, sets: 'supp/threads.supp' },
  { when: { library: ['glib-2.0 >=2.70', 'zlib'] }, sets: 'supp/glib.supp' },
];
const configure = (config: object) => writeFile(join(cwd, '.chaffrc.json'), JSON.stringify(config));
const bundle = (...args: string[]) => run(['bundle', ...args], cwd);
const debian = 'platform=linux-x86_64,distribution=debian-12';

async function filesFor(...args: string[]): Promise<readonly string[]> {
  const { stdout } = await bundle('--json', ...args);
  return (JSON.parse(stdout) as BundleJson).files.map((name) => name.replace(/^supp\/|\.supp$/g, ''));
}

describe('layers', () => {
  beforeEach(() => configure({ layers }));

  test.each([
    [debian, ['common', 'debian-1', 'debian-2']],
    ['platform=linux-arm64,distribution=debian-12', ['common']],
    [`${debian},tool=helgrind`, ['common', 'debian-1', 'debian-2', 'threads']],
    [`${debian},tool=helgrind,valgrind=3.18`, ['common', 'debian-1', 'debian-2']],
    ['platform=amd64-linux,distribution=ubuntu 22.04,glib-2.0=2.74.6', ['common', 'glib']],
    ['distribution=ubuntu,glib-2.0=2.68', ['common']],
    ['distribution=ubuntu,glib-2.0=none', ['common']],
    ['distribution=ubuntu,glib-2.0=2.74.6,zlib=none', ['common']],
  ])('for %s', async (place, files) => {
    expect(await filesFor('--for', place)).toEqual(files);
  });

  test('--for repeats', async () => {
    expect(await filesFor('--for', 'distribution=arch', '--for', 'tool=drd')).toEqual(['common', 'threads']);
  });

  test('--valgrind and the configuration go before the installed Valgrind, --for before them', async () => {
    await configure({ layers, valgrind: '3.18', tool: 'helgrind' });
    expect(await filesFor('--for', 'distribution=arch')).toEqual(['common']);
    expect(await filesFor('--for', 'distribution=arch', '--valgrind', '3.20')).toEqual(['common', 'threads']);
    expect(await filesFor('--for', 'distribution=arch,valgrind=3.19')).toEqual(['common', 'threads']);
  });

  test('the file goes to standard output, the rest to standard error', async () => {
    const { code, stdout, stderr } = await bundle('--for', debian);
    expect(code).toBe(0);
    expect(stdout).toBe(
      '# Made by chaff bundle; edit the files named below instead.\n' +
        '# For linux-x86_64, debian 12, Valgrind 3.19.0, memcheck, zlib 1.2.13.\n\n' +
        ['common', 'debian-1', 'debian-2'].map((name) => `# supp/${name}.supp\n\n${entry(name)}`).join('\n'),
    );
    expect(stderr).toBe(
      'warning: layer 4 stays out: library glib-2.0 >=2.70: cannot tell, pkg-config does not know it; ' +
        'tell with --for glib-2.0=VERSION or glib-2.0=none\n' +
        '2 of 4 layers apply: 3 files, 3 entries. --explain tells why.\n',
    );
  });

  test('-o writes it, the same from every folder', async () => {
    const { stdout } = await bundle('--for', debian);
    await run(['bundle', '--for', debian, '-o', 'out.supp'], join(cwd, 'supp'));
    expect(await readFile(join(cwd, 'supp', 'out.supp'), 'latin1')).toBe(stdout);
  });

  test('takes “sets” for one layer that always applies', async () => {
    await writeFile(join(cwd, 'sets.json'), JSON.stringify({ sets: ['supp/common.supp'] }));
    const { code, stdout } = await run(['bundle', '--config', 'sets.json', '--for', debian], cwd);
    expect(code).toBe(0);
    expect(stdout).toContain(entry('common'));
  });

  test('-o does not write over a file that it is made of', async () => {
    const { code, stderr } = await bundle('--for', debian, '-o', 'supp/common.supp');
    expect(stderr).toContain('-o supp/common.supp is one of the files that the bundle is made of');
    expect(code).toBe(2);
    expect(await readFile(join(cwd, 'supp', 'common.supp'), 'latin1')).toBe(entry('common'));
  });

  test('--explain says what applies, why, and who says so', async () => {
    const { code, stdout, stderr } = await bundle(
      '--explain',
      '--for',
      'platform=linux-x86_64,distribution=arch',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`For:
  linux-x86_64 (--for)
  arch (--for)
  Valgrind 3.19.0 (the installed Valgrind)
  memcheck (Valgrind's default)
  zlib 1.2.13 (pkg-config)

Layer 1 always applies: supp/common.supp

Layer 2 does not apply: supp/debian-*.supp
  platform linux-x86_64: yes, it is linux-x86_64 (--for)
  distribution debian >=12: no, it is arch (--for)

Layer 3 does not apply: supp/threads.supp
  valgrind >=3.19: yes, it is 3.19.0 (the installed Valgrind)
  tool helgrind or drd: no, it is memcheck (Valgrind's default)

Layer 4 stays out, for nobody can tell: supp/glib.supp
  library glib-2.0 >=2.70: cannot tell, pkg-config does not know it; tell with --for glib-2.0=VERSION or glib-2.0=none
  library zlib: yes, it is zlib 1.2.13 (pkg-config)

1 of 4 layers applies: 1 file, 1 entry.
`);
  });

  test('--args prints options, absolute, in the order of loading', async () => {
    const { stdout } = await bundle('--args', '--for', `${debian},tool=drd`);
    expect(stdout).toBe(
      ['common', 'debian-1', 'debian-2', 'threads']
        .map((name) => `--suppressions=${cwd}/supp/${name}.supp\n`)
        .join(''),
    );
  });

  test('--args warns of a name that a shell would split', async () => {
    await writeFile(join(cwd, 'supp', 'a b.supp'), entry('ab'));
    await configure({ layers: [{ sets: 'supp/a b.supp' }] });
    const { stdout, stderr } = await bundle('--args');
    expect(stdout).toBe(`--suppressions=${cwd}/supp/a b.supp\n`);
    expect(stderr).toBe(
      `warning: a shell would split ${cwd}/supp/a b.supp at its blanks: each line is one option\n`,
    );
  });

  test('a file of several layers is loaded where the last of them names it', async () => {
    await configure({
      layers: [{ sets: ['supp/common.supp', 'supp/glib.supp'] }, { sets: ['supp/common.supp'] }],
    });
    expect(await filesFor()).toEqual(['glib', 'common']);
  });

  test('without an installed Valgrind its version is not guessed', async () => {
    vi.stubEnv('PATH', join(cwd, 'nothing'));
    const { stderr } = await bundle('--for', 'distribution=arch,tool=drd,glib-2.0=none');
    expect(stderr).toContain(
      'layer 3 stays out: valgrind >=3.19: cannot tell, no valgrind is installed; tell with --for valgrind=…',
    );
    expect((await bundle('--explain')).stdout).not.toContain('Valgrind 3');
  });
});

describe('entries with conditions of their own', () => {
  beforeEach(async () => {
    await configure({ layers: [{ sets: 'supp/*.supp' }] });
    const own = [entry('old', '# library: zlib <1.2\n'), entry('new', '# valgrind: >=3.22\n'), entry('any')];
    await writeFile(join(cwd, 'supp', 'own.supp'), own.join('\n'));
  });

  test('are left out, and it is said', async () => {
    const { stdout, stderr } = await bundle();
    expect(stdout).toContain('any');
    expect(stdout).not.toMatch(/old|new/);
    expect(stderr).toContain('6 entries, 2 left out.');
    const explained = await bundle('--explain');
    expect(explained.stdout).toContain(
      'Left out by their own comments:\n' +
        '  supp/own.supp:3 old: it is for library zlib <1.2, and here is zlib 1.2.13\n' +
        '  supp/own.supp:10 new: it is for valgrind >=3.22, and here is 3.19.0\n',
    );
  });

  test('can be asked for', async () => {
    const { stdout } = await bundle('--for', 'valgrind=3.22,zlib=1.1');
    expect(stdout).toMatch(/fun:old[^]*fun:new/);
  });

  test('cannot be left out by options', async () => {
    expect((await bundle('--args')).stderr).toContain('2 entries of these files are not for this place');
  });
});

describe('what has no meaning ends with 2 and says why', () => {
  test.each([
    [{ layers: {} }, '“layers” must be a list of layers'],
    [{ layers: ['a.supp'] }, '“layers[0]” must be an object'],
    [{ layers: [{ when: {} }] }, '“layers[0]” has no “sets”'],
    [{ layers: [{ sets: [] }] }, '“layers[0].sets” is an empty list'],
    [{ layers: [{ sets: 'a' }, { sets: [1] }] }, '“layers[1].sets” must be a text'],
    [{ layers: [{ sets: 'a', if: {} }] }, '“layers[0].if”: unknown key'],
    [{ layers: [{ sets: 'a', when: 'linux' }] }, '“layers[0].when” must be an object'],
    [
      { layers: [{ sets: 'a', when: { plattform: 'linux' } }] },
      '“layers[0].when.plattform”: unknown key (did you mean platform?)',
    ],
    [{ layers: [{ sets: 'a', when: { platform: 'linus' } }] }, 'not “linus” (did you mean linux?)'],
    [{ layers: [{ sets: 'a', when: { platform: 'linux-x86_46' } }] }, '(did you mean x86_64?)'],
    [
      { layers: [{ sets: 'a', when: { tool: 'helgrin' } }] },
      '“layers[0].when.tool” takes a tool of Valgrind, not “helgrin” (did you mean helgrind?)',
    ],
    [{ layers: [{ sets: 'a', when: { valgrind: 'new' } }] }, '“layers[0].when.valgrind” takes versions'],
    [
      { layers: [{ sets: 'a', when: { library: 'glib newer' } }] },
      '“layers[0].when.library” takes a name of pkg-config',
    ],
    [
      { layers: [{ sets: 'a', when: { distribution: '>=12' } }] },
      '“layers[0].when.distribution” takes a name',
    ],
    [{ layers: [{ sets: 'a' }], sets: ['b'] }, '“sets” and “layers” cannot both be there'],
    [{ logs: ['logs'] }, 'the configuration has no “layers”, “packs” or “sets”'],
    [{ layers: [{ sets: 'absent.supp' }] }, 'no such file'],
    [{ layers: [{ sets: 'absent/*.supp' }] }, 'no file matches'],
  ])('%j', async (config, message) => {
    await configure(config);
    const { code, stdout, stderr } = await bundle();
    expect(stderr).toContain(message);
    // The file is named wherever it is at fault.
    if (message.startsWith('“')) expect(stderr).toContain(`${cwd}/.chaffrc.json: `);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.each([
    ['helgrind', '--for takes KEY=VALUE'],
    ['tool=', '--for takes KEY=VALUE'],
    ['tool=drd,tool=drd', '“tool” is there twice'],
    ['tol=drd', 'no layer or entry asks for “tol” (did you mean tool?)'],
    ['glib=2', 'no layer or entry asks for “glib”'],
    ['glib-2.0=new', 'a library has a version or is “none”'],
    ['tool=helgrin', 'not “helgrin” (did you mean helgrind?)'],
    ['platform=linux', '--for platform=… takes a value like linux-x86_64'],
    ['platform=linux-x86_46', '(did you mean x86_64?)'],
    ['valgrind=>=3.19', '--for valgrind=… takes a value like 3.19'],
    ['distribution=-', '--for distribution=… takes a value like debian-12'],
  ])('--for %s', async (place, message) => {
    await configure({ layers });
    const { code, stdout, stderr } = await bundle('--for', place);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a file that Valgrind refuses, for nothing of the bundle would be loaded', async () => {
    await configure({ layers });
    await writeFile(join(cwd, 'supp', 'common.supp'), '{\nbroken\n');
    const { code, stdout, stderr } = await bundle();
    expect(stderr).toMatch(/^chaff: supp\/common\.supp:\d+:\d+: .*memcheck says/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('commands take layers by default', () => {
  const log = join(talk, 'talk.xml');
  const check = async (...args: string[]) => {
    const { stdout, stderr, code } = await run(['check', log, '--json', ...args], cwd);
    return { stderr, code, ...(stdout === '' ? {} : (JSON.parse(stdout) as CheckJson)) };
  };
  const realloc = (name: string, comments = '') =>
    `${comments}{\n   ${name}\n   Memcheck:Leak\n   fun:realloc\n   fun:realloc_and_trace\n   ...\n   fun:acpi_build\n}\n`;

  beforeEach(async () => {
    await writeFile(
      join(cwd, 'supp', 'hides.supp'),
      `${realloc('not here', '# valgrind: >=3.22\n')}\n${realloc('here')}`,
    );
  });

  test('those that apply on this machine, to the tool of the logs', async () => {
    await configure({
      layers: [{ sets: 'supp/common.supp' }, { when: { tool: 'helgrind' }, sets: 'supp/hides.supp' }],
    });
    expect((await check()).totals!.hidden).toBe(0);
    await configure({
      layers: [{ sets: 'supp/common.supp' }, { when: { tool: 'memcheck' }, sets: 'supp/hid*.supp' }],
    });
    const { totals, suppressions } = await check();
    expect(totals!.hidden).toBe(1);
    // The entry that is not for this Valgrind takes no part, and the others are where they stand.
    expect(suppressions!.map(({ name, line }) => [name, line])).toEqual([
      ['common', 2],
      ['here', 12],
    ]);
    expect((await check('--valgrind', '3.22')).suppressions).toHaveLength(3);
  });

  test('-s takes their place', async () => {
    await configure({ layers: [{ sets: 'supp/hides.supp' }] });
    expect((await check('-s', 'supp/common.supp')).suppressions!.map(({ name }) => name)).toEqual(['common']);
  });

  test('what nobody can tell is told', async () => {
    await configure({ layers: [{ when: { library: 'glib-2.0 >=2' }, sets: 'supp/hides.supp' }] });
    const { totals, stderr } = await check();
    expect(totals!.hidden).toBe(0);
    expect(stderr.match(/layer 1 stays out/g)).toHaveLength(1);
  });

  const minimize = (...args: string[]) =>
    run(['minimize', log, '--json', '--unmarked', 'noise', '-o', 'out.supp', ...args], cwd);
  /** How many findings the new entries hide, each for itself, since the sets in use do not. */
  async function hiddenAnew(...args: string[]): Promise<number> {
    const { suppressions } = JSON.parse((await minimize(...args)).stdout) as MinimizeJson;
    return new Set(suppressions.flatMap(({ hides }) => hides)).size;
  }

  test('minimize has them in use, --rewrite does not count the file itself', async () => {
    await configure({ layers: [{ sets: 'supp/hides.supp' }] });
    expect((await hiddenAnew('-s', 'supp/common.supp')) - (await hiddenAnew())).toBe(1);
    // A tool that had to load it as it is would refuse it.
    await appendFile(join(cwd, 'supp', 'hides.supp'), '{\nbroken\n');
    expect((await minimize()).stderr).toContain('hides.supp');
    expect((await minimize()).code).toBe(2);
    expect((await minimize('--rewrite', 'supp/hides.supp')).code).not.toBe(2);
  });

  test('lint and format look at all of them', async () => {
    await configure({
      layers: [{ sets: 'supp/common.supp' }, { when: { tool: 'drd' }, sets: 'supp/threads.supp' }],
    });
    await writeFile(join(cwd, 'supp', 'threads.supp'), entry('threads').replaceAll('   ', ' '));
    expect(await run(['format', '--check'], cwd)).toMatchObject({
      code: 1,
      stdout: `${cwd}/supp/threads.supp\n`,
    });
    expect((await run(['lint', '--json'], cwd)).code).toBe(0);
  });

  describe('--default-supp', () => {
    beforeEach(async () => {
      await mkdir(join(cwd, 'libexec'));
      await writeFile(join(cwd, 'libexec', 'default.supp'), `${realloc('of Valgrind')}\n${entry('idle')}`);
    });

    test('lets the installed file hide', async () => {
      const without = await check('-s', 'supp/common.supp');
      expect(without.totals!.hidden).toBe(0);
      const { totals, suppressions } = await check('-s', 'supp/common.supp', '--default-supp');
      expect(totals!.hidden).toBe(1);
      // Nobody here looks after its idle entries.
      expect(suppressions!.map(({ name, file }) => [name, file])).toEqual([
        ['common', 'supp/common.supp'],
        ['of Valgrind', join(cwd, 'libexec', 'default.supp')],
      ]);
    });

    test('goes with layers, and with no set at all', async () => {
      expect((await check('--default-supp')).totals!.hidden).toBe(1);
      await configure({ layers });
      expect((await check('--default-supp')).totals!.hidden).toBe(1);
    });

    test('leaves minimize less to do', async () => {
      expect((await hiddenAnew()) - (await hiddenAnew('--default-supp'))).toBe(1);
    });

    test('that is not there is an error', async () => {
      vi.stubEnv('VALGRIND_LIB', join(cwd, 'supp'));
      expect(await check('--default-supp')).toMatchObject({
        code: 2,
        stderr: `chaff: --default-supp: there is no default.supp in ${cwd}/supp; name it as the last -s FILE\n`,
      });
    });
  });
});
