import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BundleJson } from '../../src/report/bundle/json.js';
import type { CheckJson } from '../../src/report/check/json.js';
import type { MinimizeJson } from '../../src/report/minimize/json.js';
import type { PackCheckJson } from '../../src/report/packs/check.js';
import type { PackListJson } from '../../src/report/packs/list.js';
import type { PackShowJson } from '../../src/report/packs/show.js';
import { head, packBytes, place } from '../pack/make.js';
import { fakePrograms } from './fake-programs.js';
import { run } from './run.js';

let folder: string;
let packs: string;
let cwd: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaff-packs-'));
  [packs, cwd] = [join(folder, 'packs'), join(folder, 'project')];
  await Promise.all([packs, cwd].map((each) => mkdir(each)));
  await put(
    'kettle',
    packBytes(head('kettle', { needs: ['water'], title: 'Kettles' }), [
      { name: 'boil', lines: ['fun:boil'], library: 'libkettle >=1.1, <1.3' },
      { name: 'old', lines: ['fun:old'], library: 'libkettle >=1.1, <1.2', seen: 'debian 11' },
    ]),
  );
  await put(
    'water',
    packBytes(head('water', { places: [place(2, { objects: ['libwater.so.0.7.0'] })] }), [
      { name: 'pour', lines: ['fun:pour'] },
    ]),
  );
  await writeFile(join(packs, 'notes.supp'), '{\n   a\n   Memcheck:Cond\n   fun:a\n}\n');
  await writeFile(join(packs, 'README.md'), '');
  await installed({ libkettle: '1.2.3' });
  vi.stubEnv('PATH', `${join(folder, 'bin')}:/usr/bin:/bin`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const put = (name: string, bytes: string) => writeFile(join(packs, `${name}.supp`), bytes, 'latin1');

/** What pkg-config and dpkg know. */
async function installed(
  libraries: Readonly<Record<string, string>>,
  packages: Readonly<Record<string, string>> = {},
): Promise<void> {
  const known = Object.entries(libraries).map(([name, version]) => `${name}) echo ${version};;`);
  const lines = Object.entries(packages).map(([name, version]) => `echo 'installed ${name} ${version}'`);
  await fakePrograms({
    [join(folder, 'bin/valgrind')]: 'echo valgrind-3.19.0',
    [join(folder, 'bin/pkg-config')]: `case "$3" in ${known.join(' ')} *) exit 1;; esac`,
    [join(folder, 'bin/dpkg-query')]: [...lines, 'echo "not-installed libold1 1.0"', 'exit 1'].join('\n'),
  });
}

const chaff = (...args: string[]) => run(args, cwd, { packs });
const words = (...args: string[]) => chaff('packs', ...args);
const configure = (config: object) => writeFile(join(cwd, '.chaffrc.json'), JSON.stringify(config));
const json = async <Value>(...args: string[]) => JSON.parse((await chaff(...args, '--json')).stdout) as Value;

/** A log of Memcheck with a condition in each of some functions. */
async function log(functions: readonly string[], object = 'libkettle.so.0.2.0', valgrind = '3.12.0') {
  const errors = functions.map(
    (
      fun,
      at,
    ) => `<error><unique>0x${at}</unique><tid>1</tid><kind>UninitCondition</kind><what>It depends</what>
<stack><frame><ip>0x1</ip><obj>/usr/lib/${object}</obj><fn>${fun}</fn></frame></stack></error>`,
  );
  await writeFile(
    join(cwd, 'log.xml'),
    `<?xml version="1.0"?>
<valgrindoutput>
<protocolversion>4</protocolversion>
<protocoltool>memcheck</protocoltool>
<preamble><line>Using Valgrind-${valgrind} and LibVEX; rerun with -h for copyright info</line></preamble>
<pid>7</pid><ppid>1</ppid><tool>memcheck</tool>
<args><vargv><exe>valgrind</exe></vargv><argv><exe>./prog</exe></argv></args>
<status><state>RUNNING</state><time>00:00:00:00.1 </time></status>
${errors.join('\n')}
<status><state>FINISHED</state><time>00:00:00:00.2 </time></status>
</valgrindoutput>
`,
  );
  return 'log.xml';
}

describe('list', () => {
  test('without a word, too', async () => {
    const { code, stdout, stderr } = await words();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'pack    tools     entries  recorded with         valgrind          here         for\n' +
        'kettle  memcheck        2  libkettle 1.1 to 1.2  3.11.0 to 3.12.0  1.2.3, fits  Kettles\n' +
        'water   memcheck        1  libwater 1.2          3.12.0            not there    the water\n',
    );
    expect((await words('list')).stdout).toBe(stdout);
  });

  test.each([
    [{ libkettle: '1.9' }, {}, { library: '1.9', from: 'pkg-config', fit: 'newer' }],
    [{ libkettle: '0.9' }, {}, { library: '0.9', from: 'pkg-config', fit: 'older' }],
    [{}, { libkettle1: '2:1.2.4+dfsg-1' }, { library: '1.2.4', from: 'package libkettle1', fit: 'fits' }],
    [{}, { libkettle: '1.2.4' }, { library: null, fit: 'not there' }],
  ])('as JSON: %j and %j', async (libraries, packages, here) => {
    await installed(libraries, packages);
    const list = await json<PackListJson>('packs');
    expect(list.packs.map(({ name }) => name)).toEqual(['kettle', 'water']);
    expect(list.packs[0]).toMatchObject({
      title: 'Kettles',
      tools: ['memcheck'],
      needs: ['water'],
      library: { name: 'libkettle', from: '1.1', to: '1.2' },
      valgrind: { from: '3.11.0', to: '3.12.0' },
      entries: 2,
      here,
    });
  });

  test('where there is neither pkg-config nor dpkg nobody knows', async () => {
    vi.stubEnv('PATH', join(folder, 'nothing'));
    expect((await json<PackListJson>('packs')).packs[0]!.here).toEqual({
      library: null,
      from: 'pkg-config is not installed',
      fit: 'unknown',
    });
  });

  test.runIf(process.platform === 'linux')('the C library tells its version itself', async () => {
    await put('glibc', packBytes(head('glibc', { library: { name: 'glibc', packages: ['libc6'] } })));
    const { here } = (await json<PackListJson>('packs')).packs[0]!;
    const report = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
    // Other systems have another C library.
    if (report.header.glibcVersionRuntime !== undefined)
      expect(here.library).toBe(report.header.glibcVersionRuntime);
  });

  test('a word that there is not', async () => {
    expect(await words('chek')).toMatchObject({
      code: 2,
      stderr: 'chaff: chaff packs has no “chek” (did you mean check?); there are list, show, add, check\n',
    });
  });

  test('a folder without packs', async () => {
    expect(await run(['packs'], cwd, { packs: join(folder, 'nothing') })).toMatchObject({
      code: 0,
      stdout: 'No packs.\n',
    });
  });

  test('each word has a help of its own', async () => {
    expect((await words('--help')).stdout).toContain('$ chaff packs check logs/ --real real.supp');
    expect((await words('add', '--help')).stdout).toContain('--dry-run');
    expect((await words('show')).code).toBe(2);
  });
});

describe('show', () => {
  test('tells the evidence of each entry, and what is for this machine', async () => {
    const { code, stdout } = await words('show', 'kettle');
    expect(code).toBe(0);
    expect(stdout).toBe(`kettle: Kettles

  tools          memcheck
  needs          water
  library        libkettle (Debian: libkettle1)
  here           1.2.3, fits (pkg-config); 1 of 2 entries are for it
  seen on        debian 11, linux-x86_64, valgrind 3.11.0, libkettle 1.1: 14 findings in 3 runs, 2026-01-01
  seen on        debian 12, linux-x86_64, valgrind 3.12.0, libkettle 1.2: 14 findings in 3 runs, 2026-02-01
  stay reported  5 planted bugs of 2 programs
  file           ${packs}/kettle.supp

17: boil
  reason: it is so.
  seen: 2 findings (3 records) in boil, brew; debian 11, debian 12; 2026-02-01
  breadth: hides this stack, and what goes on from it
  library: libkettle >=1.1, <1.3

27: old
  reason: it is so.
  seen: 2 findings (3 records) in boil, brew; debian 11; 2026-02-01
  breadth: hides this stack, and what goes on from it
  library: libkettle >=1.1, <1.2, which is not what is here

`);
  });

  test('--json', async () => {
    const shown = await json<PackShowJson>('packs', 'show', 'kettle');
    expect(shown).toMatchObject({ version: 1, name: 'kettle', here: { library: '1.2.3', fit: 'fits' } });
    expect(shown.places.map(({ objects }) => objects)).toEqual([
      ['libkettle.so.0.1.0'],
      ['libkettle.so.0.2.0'],
    ]);
    expect(shown.entries.map(({ name, isForHere }) => [name, isForHere])).toEqual([
      ['boil', true],
      ['old', false],
    ]);
    expect(shown.entries[0]!.seen!.runs).toEqual(['boil', 'brew']);
  });

  test('--supp prints the file, byte for byte', async () => {
    const bytes = packBytes(head('kettle'), [{ name: 'b\xF6il', lines: ['fun:b'] }]);
    await put('kettle', bytes);
    expect((await words('show', 'kettle', '--supp')).stdout).toBe(bytes);
  });

  test.each([
    ['kettel', 'no pack is called “kettel” (did you mean kettle?); there are kettle, water'],
    ['notes', 'no pack is called “notes”'],
    ['../packs/kettle', 'no pack is called “../packs/kettle”'],
    ['', 'no pack is called “”'],
  ])('%j is none', async (name, message) => {
    const { code, stderr } = await words('show', name);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('nor is a file whose head has another name', async () => {
    await put('tea', packBytes(head('coffee')));
    expect((await words('show', 'tea')).code).toBe(2);
  });
});

describe('add', () => {
  const at = (name: string) => join(cwd, 'suppressions', `${name}.supp`);
  const read = (name: string) => readFileSync(at(name), 'latin1');
  const original = (name: string) => readFileSync(join(packs, `${name}.supp`), 'latin1');

  test('copies a pack and what it needs, with a line that says where it is from', async () => {
    const { code, stdout, stderr } = await words('add', 'kettle');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'suppressions/water.supp: pack water, new\nsuppressions/kettle.supp: pack kettle, new\n',
    );
    expect(stderr).toBe(
      'In the configuration (.chaffrc): "sets": ["suppressions/water.supp", "suppressions/kettle.supp"]\n',
    );
    const [first, ...rest] = read('kettle').split('\n');
    expect(first).toMatch(/^# from: chaff \d\S+, pack kettle, SHA-256 [\da-f]{64}, added 2026-01-01$/);
    expect(rest.join('\n')).toBe(original('kettle'));
  });

  test('again changes nothing', async () => {
    await words('add', 'kettle');
    const before = read('kettle');
    const { code, stdout } = await words('add', 'kettle');
    expect(code).toBe(0);
    expect(stdout).toContain('suppressions/kettle.supp: pack kettle, as it is already\n');
    expect(read('kettle')).toBe(before);
  });

  test('brings a copy up to date that nobody has changed', async () => {
    await words('add', 'water');
    await put('water', packBytes(head('water'), [{ name: 'spill', lines: ['fun:spill'] }]));
    const { code, stdout } = await words('add', 'water');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^suppressions\/water\.supp: pack water, in the place of the copy, which was of chaff \S+, added 2026-01-01\n$/,
    );
    expect(read('water')).toContain('spill');
  });

  test('does not write over one that somebody has changed, nor write any other', async () => {
    await words('add', 'water');
    appendFileSync(at('water'), '# ours\n');
    const { code, stdout, stderr } = await words('add', 'kettle', 'water');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      'suppressions/water.supp has been changed since it was added: nothing was written',
    );
    expect(readdirSync(join(cwd, 'suppressions'))).toEqual(['water.supp']);
    expect(read('water')).toMatch(/# ours\n$/);

    expect((await words('add', 'water', '--force')).stdout).toContain('written over what was there');
    expect(read('water')).not.toContain('# ours');
    expect((await words('add', 'water')).stdout).toContain('as it is already');
  });

  test('leaves one as somebody made it that only comes with another', async () => {
    await words('add', 'water');
    appendFileSync(at('water'), '# ours\n');
    const { code, stdout } = await words('add', 'kettle');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'suppressions/water.supp: left as it is, for it has been changed since it was added\n' +
        'suppressions/kettle.supp: pack kettle, new\n',
    );
  });

  test('does not write over what is not from here', async () => {
    await mkdir(join(cwd, 'suppressions'));
    await writeFile(at('water'), '# mine\n');
    const { code, stderr } = await words('add', 'water');
    expect(code).toBe(2);
    expect(stderr).toContain('suppressions/water.supp is there, and not from here');
    expect(read('water')).toBe('# mine\n');
  });

  test('--dry-run tells and writes nothing', async () => {
    const { code, stdout } = await words('add', 'water', '--dry-run');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'suppressions/water.supp: pack water, new\n' });
    expect(existsSync(join(cwd, 'suppressions'))).toBe(false);
    await words('add', 'water');
    expect((await words('add', 'water', '--dry-run')).code).toBe(0);
  });

  test('-o names the folder', async () => {
    expect((await words('add', 'water', '-o', 'tests/supp')).stdout).toContain(
      'tests/supp/water.supp: pack water, new',
    );
    expect(existsSync(join(cwd, 'tests/supp/water.supp'))).toBe(true);
  });

  test('a folder that cannot be', async () => {
    await writeFile(join(cwd, 'file'), '');
    expect(await words('add', 'water', '-o', 'file')).toMatchObject({ code: 2 });
  });

  test('says no more where the configuration has the copies', async () => {
    await configure({ sets: 'suppressions' });
    await mkdir(join(cwd, 'suppressions'));
    expect((await words('add', 'water')).stderr).toBe('');
    await configure({ sets: 'suppressions', packs: 'kettle' });
    expect((await words('add', 'kettle')).stderr).toBe(
      'The configuration names kettle in “packs” as well; one of both is enough.\n',
    );
    await configure({ layers: [{ sets: 'a.supp' }] });
    expect((await words('add', 'water')).stderr).toBe(
      'In the configuration, before the other layers: { "sets": ["suppressions/water.supp"] }\n',
    );
  });

  test('a pack that needs one that is not there', async () => {
    await rm(join(packs, 'water.supp'));
    expect(await words('add', 'kettle')).toMatchObject({
      code: 2,
      stderr: 'chaff: pack kettle needs water, which is not here\n',
    });
  });

  test('a copy is formatted, and lint has nothing against it', async () => {
    await words('add', 'kettle');
    expect((await chaff('format', '--check')).code).toBe(0);
    expect(JSON.parse((await chaff('lint', '--json')).stdout)).toMatchObject({ problems: [] });
  });
});

describe('check', () => {
  test('tells what would help, and how to have it', async () => {
    const logs = await log(['boil', 'pour', 'own']);
    const { code, stdout } = await words('check', logs);
    expect(code).toBe(0);
    expect(stdout).toBe(`pack    hides   share  beyond those above
kettle      1  33.3 %                   1
water       1  33.3 %                   1

Perhaps out of date: they hide nothing here, and were seen with other versions only:

  kettle.supp:27: old (debian 11)

3 distinct findings: packs hide 2 (66.7 %); the configuration takes "packs": ["kettle", "water"]
`);
  });

  test('versions that were not recorded', async () => {
    const logs = await log(['boil'], 'libkettle.so.0.3.0', '3.20.0');
    const { stdout } = await words('check', logs);
    expect(stdout).toContain(`Hide nothing of these logs: water

Versions of these logs:

  kettle: libkettle.so.0.3.0 is not among the versions that the pack was recorded with (1.1, 1.2)
  kettle: Valgrind 3.20.0 is not among those that the pack was recorded with (3.11.0, 3.12.0)

Perhaps out of date`);
  });

  test('a file that does not tell', async () => {
    expect((await words('check', await log(['boil'], 'libkettle.so.0'))).stdout).toContain(
      '  kettle: cannot tell the version: libkettle.so.0\n',
    );
  });

  test('a real finding that is hidden', async () => {
    const real = '{\n   no noise\n   Memcheck:Cond\n   fun:boil\n}\n';
    await writeFile(join(cwd, 'real.supp'), real);
    const logs = await log(['boil', 'pour']);
    const { code, stdout } = await words('check', logs, '--real', 'real.supp');
    expect(code).toBe(1);
    expect(stdout).toContain('hides 1 real finding');
    expect(stdout).toMatch(
      /Hidden by kettle, but marked real:\n\n {2}Memcheck:Cond .*\n {4}at boil .*\n {4}hidden by kettle.supp:17 boil\n/,
    );
    expect(stdout).toContain('"packs": ["water"]');
    await configure({ real: 'real.supp', logs });
    expect((await words('check')).code).toBe(1);
  });

  test('--json, with what the configuration names', async () => {
    await configure({ packs: ['kettle'] });
    const told = await json<PackCheckJson>('packs', 'check', await log(['boil', 'own']));
    expect(told).toMatchObject({ version: 1, findings: 2, hidden: 1 });
    expect(told.packs).toMatchObject([
      {
        name: 'kettle',
        isConfigured: true,
        ...{ hides: 1, share: 0.5, beyond: 1, real: [] },
        objects: [{ name: 'libkettle.so.0.2.0', version: 'seen' }],
        valgrind: [{ version: '3.12.0', isSeen: true }],
        outOfDate: [{ name: 'old', line: 27, distributions: ['debian 11'] }],
      },
      { name: 'water', isConfigured: true, hides: 0, beyond: 0, objects: [], valgrind: [], outOfDate: [] },
    ]);
  });

  test('a corpus will do', async () => {
    await chaff('collect', await log(['boil', 'own']), '-o', 'corpus.parquet');
    expect((await json<PackCheckJson>('packs', 'check', 'corpus.parquet')).hidden).toBe(1);
  });

  test('no log', async () => {
    expect((await words('check')).code).toBe(2);
  });
});

describe('packs of the configuration', () => {
  const own = '{\n   own\n   Memcheck:Cond\n   fun:own\n}\n';
  const check = async (...args: string[]) =>
    json<CheckJson>('check', await log(['boil', 'pour', 'old', 'own']), ...args);
  const hidden = ({ findings }: CheckJson) =>
    findings.filter(({ hiddenBy }) => hiddenBy.length > 0).map(({ frames }) => frames[0]!.fun);
  const path = (name: string) => join(packs, `${name}.supp`);

  beforeEach(() => writeFile(join(cwd, 'own.supp'), own));

  test('are in use, with those that they need, without what is not for this machine', async () => {
    await configure({ packs: ['kettle'], sets: 'own.supp' });
    const told = await check();
    expect(hidden(told).sort()).toEqual(['boil', 'own', 'pour']);
    expect(told.suppressions.map(({ file, name }) => [file, name])).toEqual([
      [path('water'), 'pour'],
      [path('kettle'), 'boil'],
      [join(cwd, 'own.supp'), 'own'],
    ]);
    await installed({ libkettle: '1.1.7' });
    expect(hidden(await check()).sort()).toEqual(['boil', 'old', 'own', 'pour']);
  });

  test('that have nothing for the version that is here are told', async () => {
    await configure({ packs: ['kettle'] });
    await installed({ libkettle: '1.9' });
    const warning =
      'warning: pack kettle: none of its entries is for what is here, libkettle 1.9 (chaff packs show kettle)\n';
    expect((await chaff('check', await log(['boil']))).stderr).toBe(warning);
    expect((await chaff('bundle')).stderr).toContain(warning);
    expect((await chaff('bundle', '--for', 'libkettle=1.2')).stderr).not.toContain('warning');
  });

  test('that hide nothing are no news', async () => {
    await configure({ packs: 'kettle' });
    const { suppressions } = await json<CheckJson>('check', await log(['own']));
    expect(suppressions).toEqual([]);
  });

  test('go with layers', async () => {
    await configure({ packs: ['kettle'], layers: [{ sets: 'own.supp' }] });
    expect(hidden(await check()).sort()).toEqual(['boil', 'own', 'pour']);
  });

  test('-s takes their place', async () => {
    await configure({ packs: ['kettle'] });
    expect(hidden(await check('-s', 'own.supp'))).toEqual(['own']);
  });

  test('explain has them', async () => {
    await configure({ packs: 'kettle' });
    expect((await chaff('explain', await log(['boil']), '--entry', 'boil')).stdout).toContain(path('kettle'));
  });

  test('minimize has them in use', async () => {
    const logs = await log(['boil', 'pour', 'tea']);
    const minimize = () => json<MinimizeJson>('minimize', logs, '--unmarked', 'noise', '-o', 'out.supp');
    expect((await minimize()).suppressions.flatMap(({ hides }) => hides)).toHaveLength(3);
    await configure({ packs: 'kettle' });
    expect((await minimize()).suppressions.flatMap(({ hides }) => hides)).toHaveLength(1);
  });

  test('prune takes what they cover out of other files, and leaves them', async () => {
    await configure({ packs: 'kettle', sets: 'own.supp' });
    await writeFile(join(cwd, 'own.supp'), own.replaceAll('own', 'boil'));
    const before = readFileSync(path('kettle'), 'latin1');
    await chaff('prune', '--logs', await log(['boil']), '--write');
    expect(readFileSync(join(cwd, 'own.supp'), 'latin1')).not.toContain('fun:boil');
    expect(readFileSync(path('kettle'), 'latin1')).toBe(before);
  });

  test('lint and format do not look at them', async () => {
    await put('kettle', packBytes(head('kettle'), [{ name: 'odd', lines: ['  fun:odd  '] }]));
    await configure({ packs: 'kettle', sets: 'own.supp' });
    expect((await chaff('format', '--check')).code).toBe(0);
    expect((await chaff('lint', '--json')).stdout).not.toContain('kettle');
  });

  test.each([
    [['chekc'], 'no pack is called “chekc”; there are kettle, water'],
    [['kettel', 'water'], 'no pack is called “kettel” (did you mean kettle?)'],
    [[7], '“packs” must be a text or a list of texts'],
  ])('%j', async (names, message) => {
    await configure({ packs: names });
    const { code, stderr } = await chaff('check', await log(['own']));
    expect(stderr).toContain(`${cwd}/.chaffrc.json: ${message}`);
    expect(code).toBe(2);
  });

  describe('in a bundle', () => {
    const place = 'platform=linux-x86_64,distribution=debian-12';

    test('need no layers', async () => {
      await configure({ packs: ['kettle'] });
      const { code, stdout, stderr } = await chaff('bundle', '--for', place);
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /^# chaff\/suppressions\/water\.supp\n[^]*fun:pour[^]*^# chaff\/suppressions\/kettle\.supp\n[^]*fun:boil/m,
      );
      expect(stdout).not.toContain('fun:old');
      expect(stderr).toBe('1 of 1 layer applies: 2 files, 2 entries, 1 left out. --explain tells why.\n');
    });

    test('are the first layer', async () => {
      await configure({ packs: ['kettle'], layers: [{ when: { tool: 'drd' }, sets: 'own.supp' }] });
      const { stdout } = await chaff('bundle', '--explain', '--for', place);
      expect(stdout).toContain(
        'Layer 0, the packs, always applies: chaff/suppressions/water.supp, chaff/suppressions/kettle.supp\n\n' +
          'Layer 1 does not apply: own.supp\n',
      );
      expect(stdout).toContain(
        'chaff/suppressions/kettle.supp:27 old: it is for library libkettle >=1.1, <1.2, and here is libkettle 1.2.3\n',
      );
      const told = await json<BundleJson>('bundle', '--for', `${place},tool=drd,libkettle=1.1.2`);
      expect(told.layers.map(({ number }) => number)).toEqual([0, 1]);
      expect(told.files).toEqual([
        'chaff/suppressions/water.supp',
        'chaff/suppressions/kettle.supp',
        'own.supp',
      ]);
      expect(told.leftOut).toEqual([]);
    });

    test('come before the sets', async () => {
      await configure({ packs: ['water'], sets: 'own.supp' });
      expect((await json<BundleJson>('bundle', '--for', place)).files).toEqual([
        'chaff/suppressions/water.supp',
        'own.supp',
      ]);
      expect((await chaff('bundle', '--args', '--for', place)).stdout).toBe(
        `--suppressions=${path('water')}\n--suppressions=${cwd}/own.supp\n`,
      );
    });

    test('dpkg tells the version where pkg-config does not, of copies in the project as well', async () => {
      await installed({}, { libkettle1: '1.2.3-1' });
      await configure({ packs: ['kettle'] });
      expect((await json<BundleJson>('bundle', '--for', place)).leftOut).toHaveLength(1);
      await words('add', 'kettle');
      await configure({ layers: [{ sets: 'suppressions/*.supp' }] });
      expect((await json<BundleJson>('bundle', '--for', place)).leftOut).toHaveLength(1);
    });

    test('where the library is not installed all entries stay', async () => {
      await installed({});
      await configure({ packs: ['kettle'] });
      expect((await json<BundleJson>('bundle', '--for', place)).entries).toBe(3);
    });
  });
});
