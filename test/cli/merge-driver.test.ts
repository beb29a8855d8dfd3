import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cases } from '../merge/three-way/read-cases.js';
import { buildChaff } from './built.js';
import { isSkipped, newRepository, titled } from './repository.js';
import { run } from './run.js';

const entry = (name: string, ...body: string[]) => {
  return `{\n   ${name}\n   Memcheck:Cond\n${body.map((line) => `   ${line}\n`).join('')}}\n`;
};
const [parser, cache, writer] = [
  entry('parser', 'fun:parse', 'fun:main'),
  entry('cache', 'fun:lookup', 'fun:find'),
  entry('writer', 'fun:write_out'),
];
const set = (...parts: string[]) => parts.join('\n');
const broken = '{\n   parser\n   Memcheck:Kond\n   fun:parse\n}\n';
const caseOf = (name: string) => cases.find((each) => each.name === name)!;

describe('chaff merge --base', () => {
  let cwd: string;
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'chaff-three-way-'));
  });
  const chaff = async (files: Readonly<Record<'base' | 'ours' | 'theirs', string>>, ...args: string[]) => {
    for (const name of ['base', 'ours', 'theirs'] as const)
      await writeFile(join(cwd, name), files[name], 'latin1');
    return run(['merge', '--base', 'base', 'ours', 'theirs', ...args], cwd);
  };

  test('prints what was merged', async () => {
    const { merged, ...files } = caseOf('moved-and-edited');
    expect(await chaff(files)).toEqual({ code: 0, stdout: merged, stderr: '' });
    expect((await readdir(cwd)).sort()).toEqual(['base', 'ours', 'theirs']);
  });

  test('ends with 1 where there are conflicts, and names them', async () => {
    const { merged, ...files } = caseOf('both-widened-differently');
    expect(await chaff(files, '-o', 'merged')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'merged:7: conflict: "parser": both sides changed it, each in its own way; until that is decided it is as it was in the base\n' +
        '1 conflict: choose from the versions in the comments, then delete the comments\n',
    });
    expect(await readFile(join(cwd, 'merged'), 'latin1')).toBe(merged);
  });

  test('tells the same as JSON', async () => {
    const { stdout, code } = await chaff(caseOf('deleted-and-edited'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      conflicts: [{ name: 'parser', line: 1, reason: 'deleted-by-ours', inForce: false }],
      stillOpen: [],
      renamed: [],
    });
  });

  test('ends with 1 where what a side left open stays so, and tells it', async () => {
    const { merged, ...files } = caseOf('both-widened-differently');
    const sides = { base: files.base, ours: merged, theirs: files.base };
    expect(await chaff(sides)).toEqual({
      code: 1,
      stdout: merged,
      stderr:
        '-:7: still open since an earlier merge: "parser"; Valgrind reads none of the versions in these comments\n',
    });
    expect(JSON.parse((await chaff(sides, '--json')).stdout)).toMatchObject({
      conflicts: [],
      stillOpen: [{ name: 'parser', line: 7 }],
    });
  });

  test('refuses what Valgrind refuses, with place and reason', async () => {
    const { code, stdout, stderr } = await chaff(
      { base: parser, ours: parser, theirs: broken },
      '-o',
      'merged',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^theirs:3: .*Kond.*\n.*nothing was merged/);
    expect(await readdir(cwd)).not.toContain('merged');
  });

  test.each([
    [['merge', '--base', 'base', 'ours'], 'two files'],
    [['merge', '--base', '-', '-', 'theirs'], 'only one'],
    [['merge', '--base', 'base', 'ours', 'theirs', '--keep-narrow'], 'cannot be used with'],
  ])('%j is no merge', async (args, message) => {
    const { code, stderr } = await run(args, cwd);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('chaff merge-driver', () => {
  let cwd: string;
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'chaff-driver-'));
  });
  const drive = async (base: string, ours: string, theirs: string) => {
    for (const [name, bytes] of Object.entries({ O: base, A: ours, B: theirs }))
      await writeFile(join(cwd, name), bytes, 'latin1');
    const { code, stdout, stderr } = await run(['merge-driver', 'O', 'A', 'B', 'a b.supp'], cwd);
    expect(stdout).toBe('');
    return { code, stderr, ours: await readFile(join(cwd, 'A'), 'latin1') };
  };

  test.each(cases)('writes the result in the place of ours: $name', async (each) => {
    const { code, ours } = await drive(each.base, each.ours, each.theirs);
    expect({ code, ours }).toEqual({ code: each.conflicts.length > 0 ? 1 : 0, ours: each.merged });
  });

  test('merges a file for another program as git does', async () => {
    expect(await drive('leak:a\n\n\n', 'leak:b\nleak:a\n\n\n', 'leak:a\n\n\nleak:c\n')).toEqual({
      code: 0,
      ours: 'leak:b\nleak:a\n\n\nleak:c\n',
      stderr: expect.stringMatching(
        /^a b\.supp \(base\):1: [^]*a b\.supp was merged line by line, as text\n$/,
      ) as string,
    });
  });

  test('marks conflicts in what Valgrind refuses so that Valgrind refuses it, and loses nothing', async () => {
    const { code, ours } = await drive(parser, broken, parser.replace('fun:parse', 'fun:parse_file'));
    expect(code).toBe(1);
    expect(ours).toMatch(
      /^<<<<<<< ours$[^]*Kond[^]*^\|{7} base$[^]*^=======$[^]*parse_file[^]*^>>>>>>> theirs$/m,
    );
  });

  test('mends what one side mended', async () => {
    expect(await drive(broken, parser, broken)).toMatchObject({ code: 0, ours: parser });
  });

  test('takes no clean merge of lines that Valgrind refuses for one', async () => {
    // Each side made an entry of the broken one in its own way, far apart.
    const [head, tail] = ['# a\n'.repeat(5), '# z\n'.repeat(5)];
    const base = `${head}}\n${tail}}\n`;
    const { code, stderr } = await drive(base, `${head}{\n${tail}}\n`, `${head}}\n${tail}`);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('as text') as string });
    const [first, last] = [entry('a', 'fun:a'), entry('z', 'fun:z')];
    const sound = await drive(
      `{\n${head}${first}${tail}${last}`,
      `${head}${first}${tail}${last}`,
      `{\n${head}${first.slice(2)}${tail}${last}`,
    );
    expect(sound).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no lines conflict, but Valgrind refuses the result') as string,
    });
  });

  test('leaves ours as it is where a file is not there', async () => {
    await writeFile(join(cwd, 'A'), parser);
    const { code } = await run(['merge-driver', 'O', 'A', 'B', 'x'], cwd);
    expect(code).toBe(2);
    expect(await readFile(join(cwd, 'A'), 'latin1')).toBe(parser);
  });
});

describe('chaff textconv', () => {
  test('prints canonical layout, and what Valgrind refuses as it is', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'chaff-textconv-'));
    await writeFile(join(cwd, 'f'), `{\nparser\nMemcheck:Cond\nfun:parse\nfun:main\n}\n\n\n\n${broken}`);
    expect(await run(['textconv', 'f'], cwd)).toEqual({ code: 0, stdout: set(parser, broken), stderr: '' });
  });
});

describe.skipIf(isSkipped)(titled('with git'), () => {
  let command: string;
  let repository: Awaited<ReturnType<typeof newRepository>>;

  beforeAll(async () => {
    if (!isSkipped) command = `"${process.execPath}" "${await buildChaff()}"`;
  }, 120_000);
  beforeEach(async () => {
    repository = await newRepository();
  });

  /** Runs chaff in the repository, as a process, for it asks the environment where the configuration is. */
  const chaff = (...args: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const { folder, env } = repository;
      const line = `${command} ${args.map((arg) => `'${arg}'`).join(' ')}`;
      execFile('sh', ['-c', line], { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr });
      });
    });
  const install = async () => {
    expect(await chaff('install-merge-driver', '--command', command)).toEqual({
      code: 0,
      out: 'git merges and compares *.supp with chaff from now on\n',
    });
  };
  /** A commit of ours and one of theirs, on branches that started from one commit; ours is checked out. */
  const fork = async (base: string, ours: string, theirs: string) => {
    await install();
    await repository.commit('a.supp', base);
    await repository.git('checkout', '-q', '-b', 'theirs');
    await repository.commit('a.supp', theirs);
    await repository.git('checkout', '-q', 'main');
    await repository.commit('a.supp', ours);
  };
  const unmerged = async () =>
    (await repository.git('ls-files', '-u')).out.split('\n').filter(Boolean).length;

  const moved = set(cache, writer, parser);
  const edited = set(entry('parser', 'fun:parse*', 'fun:main'), cache, writer);
  const merged = set(cache, writer, entry('parser', 'fun:parse*', 'fun:main'));

  test('lines alone do not merge what these tests are about', async () => {
    await repository.commit('a.supp', set(parser, cache, writer));
    await repository.git('checkout', '-q', '-b', 'theirs');
    await repository.commit('a.supp', edited);
    await repository.git('checkout', '-q', 'main');
    await repository.commit('a.supp', moved);
    expect(await repository.git('merge', 'theirs')).toMatchObject({ code: 1 });
  });

  test('parallel branches merge', async () => {
    await fork(set(parser, cache, writer), moved, edited);
    expect(await repository.git('merge', 'theirs')).toMatchObject({ code: 0 });
    expect(await repository.read('a.supp')).toBe(merged);
  });

  test('a rebase merges', async () => {
    await fork(set(parser, cache, writer), moved, edited);
    await repository.git('checkout', '-q', 'theirs');
    expect(await repository.git('rebase', 'main')).toMatchObject({ code: 0 });
    expect(await repository.read('a.supp')).toBe(merged);
  });

  test('a cherry-pick merges', async () => {
    await fork(set(parser, cache, writer), moved, edited);
    expect(await repository.git('cherry-pick', 'theirs')).toMatchObject({ code: 0 });
    expect(await repository.read('a.supp')).toBe(merged);
  });

  test('a conflict stops the merge, and Valgrind could load the file', async () => {
    const { base, ours, theirs, merged: expected } = caseOf('both-narrowed-differently');
    await fork(base, ours, theirs);
    const { code, out } = await repository.git('merge', 'theirs');
    expect(code).toBe(1);
    expect(out).toContain('a.supp:1: conflict: "parser"');
    expect(await repository.read('a.supp')).toBe(expected);
    expect(await unmerged()).toBe(3);
    await repository.commit('a.supp', theirs);
    expect(await repository.git('merge', 'theirs')).toMatchObject({ out: 'Already up to date.\n' });
  });

  test('a file that both sides added merges', async () => {
    await install();
    await repository.commit('other', '');
    await repository.git('checkout', '-q', '-b', 'theirs');
    await repository.commit('a.supp', set(parser, writer));
    await repository.git('checkout', '-q', 'main');
    await repository.commit('a.supp', set(parser, cache));
    expect(await repository.git('merge', 'theirs')).toMatchObject({ code: 0 });
    expect(await repository.read('a.supp')).toBe(set(parser, cache, writer));
  });

  /** Two branches that each merged the other's first commit, and decided the conflict in it. */
  const crissCross = async (decidedByOurs: string, decidedByTheirs: string) => {
    const [widened, narrowed] = [
      entry('parser', 'fun:parse*', 'fun:main'),
      entry('parser', 'fun:parse_file'),
    ];
    await fork(set(parser, cache), set(widened, cache), set(narrowed, cache));
    await repository.git('branch', 'our-first');
    await repository.git('branch', 'their-first', 'theirs');
    expect(await repository.git('merge', 'their-first')).toMatchObject({ code: 1 });
    await repository.commit('a.supp', decidedByOurs);
    await repository.git('checkout', '-q', 'theirs');
    expect(await repository.git('merge', 'our-first')).toMatchObject({ code: 1 });
    await repository.commit('a.supp', decidedByTheirs);
    await repository.git('checkout', '-q', 'main');
    const bases = await repository.git('merge-base', '--all', 'main', 'theirs');
    expect(bases.out.trim().split('\n')).toHaveLength(2);
    return repository.git('merge', 'theirs');
  };
  const narrowed = entry('parser', 'fun:parse_file');
  const widened = entry('parser', 'fun:parse*', 'fun:main');

  test('a criss-cross merge in which both decided alike is clean', async () => {
    const { code } = await crissCross(
      set(narrowed, cache),
      set(`# reason: padded\n${narrowed}`, cache, writer),
    );
    expect(code).toBe(0);
    expect(await repository.read('a.supp')).toBe(set(`# reason: padded\n${narrowed}`, cache, writer));
  });

  test('a criss-cross merge in which both decided differently is a conflict', async () => {
    const { code } = await crissCross(set(narrowed, cache), set(widened, cache));
    expect(code).toBe(1);
    const text = await repository.read('a.supp');
    const comments = (part: string) => part.replace(/^/gm, '# ').replace(/# $/, '');
    const block = [
      '# <<<<<<< ours\n',
      comments(narrowed),
      '# ||||||| base\n',
      comments(parser),
      '# =======\n',
    ];
    expect(text).toBe(set([...block, comments(widened), '# >>>>>>> theirs\n'].join(''), cache));
  });

  test('a criss-cross merge in which one deleted the entry is a conflict', async () => {
    const { code } = await crissCross(cache, set(widened, cache));
    expect(code).toBe(1);
    expect(await repository.read('a.supp')).toMatch(/^# <<<<<<< ours \(deleted\)$/m);
  });

  test('git diff tells nothing of layout', async () => {
    await install();
    await repository.commit('a.supp', set(parser, cache));
    await repository.write('a.supp', set(parser, cache).replaceAll('   ', '\t'));
    expect((await repository.git('diff')).out).toBe('');
    await repository.write('a.supp', set(parser, cache).replaceAll('   ', '\t').replace('lookup', 'look_up'));
    const changes = (await repository.git('diff')).out.split('\n').filter((line) => /^[-+] /.test(line));
    expect(changes).toEqual(['-   fun:lookup', '+   fun:look_up']);
    expect((await repository.git('diff', '--no-textconv')).out.split('\n').length).toBeGreaterThan(15);
  });

  test('where chaff is gone git merges line by line, and never leaves ours alone', async () => {
    await fork(set(parser, cache, writer), moved, edited);
    const driver = (await repository.git('config', 'merge.chaff.driver')).out;
    await repository.git('config', 'merge.chaff.driver', driver.replace(command, 'no-such-program').trim());
    expect(await repository.git('merge', 'theirs')).toMatchObject({ code: 1 });
    expect(await repository.read('a.supp')).toMatch(/^<<<<<<< ours$[^]*^>>>>>>> theirs$/m);
  });

  test.each([
    ['no .gitattributes', undefined],
    ['one that ends in a newline', '*.png binary\n'],
    ['one that does not', '*.png binary'],
    ['one with carriage returns', '*.png binary\r\n*.supp text\r\n'],
  ])('--uninstall leaves everything as it was: %s', async (_, attributes) => {
    if (attributes !== undefined) await repository.write('.gitattributes', attributes);
    const before = [await readdir(repository.folder), await repository.read('.git/config')];
    await install();
    const installed = await repository.read('.gitattributes');
    expect(installed).toContain('*.supp merge=chaff diff=chaff');
    expect((await repository.git('check-attr', 'merge', 'diff', '--', 'x/y.supp')).out).toBe(
      'x/y.supp: merge: chaff\nx/y.supp: diff: chaff\n',
    );
    await install();
    expect(await repository.read('.gitattributes')).toBe(installed);
    expect(await chaff('install-merge-driver', '--uninstall')).toMatchObject({ code: 0 });
    expect([await readdir(repository.folder), await repository.read('.git/config')]).toEqual(before);
    if (attributes !== undefined) expect(await repository.read('.gitattributes')).toBe(attributes);
  });

  test('--global is for all repositories of the user', async () => {
    expect(
      await chaff('install-merge-driver', '--global', '--command', command, '*.supp', 'a b'),
    ).toMatchObject({ code: 0 });
    expect((await repository.git('check-attr', 'merge', 'a b')).out).toBe('a b: merge: chaff\n');
    expect((await repository.git('config', 'diff.chaff.textconv')).out).toBe(`${command} textconv\n`);
    expect(await readdir(repository.folder)).toEqual(['.git']);
    expect(await chaff('install-merge-driver', '--global', '--uninstall')).toMatchObject({ code: 0 });
    expect((await repository.git('check-attr', 'merge', 'a b')).out).toBe('a b: merge: unspecified\n');
  });

  test("somebody else's driver of that name stays", async () => {
    await repository.git('config', 'merge.chaff.driver', 'other %A');
    const { code, out } = await chaff('install-merge-driver', '--command', command);
    expect(code).toBe(2);
    expect(out).toContain('merge.chaff.driver is set to something else: other %A; nothing was changed');
    await chaff('install-merge-driver', '--uninstall');
    expect((await repository.git('config', 'merge.chaff.driver')).out).toBe('other %A\n');
  });

  test('a command that git would not find is told', async () => {
    const { code, out } = await chaff('install-merge-driver', '--command', 'no-such-program');
    expect(code).toBe(0);
    expect(out).toContain('warning: there is no no-such-program for git to find');
  });

  test('outside of a repository nothing can be installed', async () => {
    const { code, stderr } = await run(['install-merge-driver'], tmpdir());
    expect(code).toBe(2);
    expect(stderr).toContain('not a git repository');
  });
});
