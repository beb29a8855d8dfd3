import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { cutSet } from '../../src/evaluate/cut-set.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import { generatedLine } from '../../src/finding/id.js';
import { recordedStacks } from '../../src/match/stack.js';
import { mark, type Mark } from '../../src/minimize/marks.js';
import type { MinimizeJson } from '../../src/report/minimize/json.js';
import { suppressionFile } from '../../src/report/minimize/supp.js';
import { run } from '../cli/run.js';
import { patterns } from '../minimize/make.js';
import { idAt } from './record.js';
import { scenarios } from './scenarios.js';
import { scriptRuns, type ScriptRun } from './script.js';
import { build, missingTool, valgrind } from './valgrind.js';

/**
 * Real Valgrind loads what `minimize` writes and, with it, reports the real findings and what `minimize` says it left
 * uncovered, and nothing else. Programs are built and run anew. Without Valgrind or a compiler the tests are skipped,
 * and without root those whose libraries must lie below /usr; with `CHAFF_REQUIRE_VALGRIND=1` they fail.
 */
const missing = missingTool();
const notHere = missing === undefined ? undefined : `${missing} is not installed`;
const notRoot = process.getuid?.() === 0 ? undefined : 'only root can put libraries below /usr';
const noScripts = notHere ?? notRoot;
const required = process.env['CHAFF_REQUIRE_VALGRIND'] === '1';

/** A suite that is skipped when there is a reason, which its name then tells; where Valgrind is required it fails. */
function suite(title: string, reason: string | undefined, body: () => void): void {
  const name = reason === undefined ? title : `${title} (${reason})`;
  if (reason === undefined || !required) describe.skipIf(reason !== undefined)(name, body);
  else
    test(name, () => {
      expect.fail(`CHAFF_REQUIRE_VALGRIND=1, but ${reason}`);
    });
}

let folder: string;
const account: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaff-minimize-'));
});
afterAll(async () => {
  if (account.length > 0) console.log(account.join('\n'));
  await rm(folder, { recursive: true, force: true });
});

/** A program that was recorded without a set, and can be run again with one. */
interface Program {
  readonly log: string;
  /** Runs it with that set at that `--num-callers` and returns the new log. Rejects when Valgrind fails. */
  readonly rerun: (set: string, numCallers: number) => Promise<string>;
}

interface Proof {
  readonly name: string;
  readonly programs: readonly Program[];
  /** The depth for which the set is made, and at which it is used. */
  readonly numCallers: number;
  /** Files of patterns; without one of noise, noise is what no pattern names as real. */
  readonly real: string;
  readonly noise?: string;
}

/** Makes one set from the logs of all programs and runs each with it. Returns the real findings: all are reported. */
async function prove({ name, programs, numCallers, real, noise }: Proof): Promise<Finding[]> {
  const set = join(folder, `${name}.supp`);
  const logs = programs.map(({ log }) => log);
  const marking = noise === undefined ? ['--unmarked', 'noise'] : ['--noise', noise];
  const options = ['--real', real, ...marking, '--num-callers', String(numCallers), '-o', set, '--json'];
  const { code, stdout, stderr } = await run(['minimize', ...logs, ...options], folder);
  const told = JSON.parse(stdout) as MinimizeJson;
  expect(code, stderr).toBe(told.uncovered.length > 0 ? 1 : 0);

  const marks = mark(await findingsOf(logs), {
    real: patterns(await readFile(real, 'latin1')),
    noise: noise === undefined ? [] : patterns(await readFile(noise, 'latin1')),
    unmarked: noise === undefined ? 'noise' : 'auto',
    own: [],
  });
  const reals = only(marks, 'real');
  const stay = new Set([...reals, ...told.uncovered].map(({ id }) => id));
  expect(reals.length).toBeGreaterThan(0);
  expect(told.suppressions.length).toBeGreaterThan(0);

  const seen = new Set<string>();
  const used = new Set<string>();
  for (const { log, rerun } of programs) {
    const before = await findingsOf([log]);
    const again = await rerun(set, numCallers);
    const corpus = await readLogs([again], folder, { jobs: 1 });
    expect(corpus.problems).toEqual([]);
    expect(corpus.notices).toEqual([]);
    for (const { options = [], usedSuppressions } of corpus.processes) {
      expect(options).toContain(`--suppressions=${set}`);
      for (const each of usedSuppressions) used.add(each.name);
    }
    const after = sortedFindings(corpus);
    expect(shown(after), log).toEqual(
      shown(
        before.filter(({ id }) => stay.has(id)),
        numCallers,
      ),
    );
    for (const { id } of after) seen.add(id);
  }
  for (const finding of reals) expect(seen).toContain(idAt(finding, numCallers));
  // So the entries did it, each of them.
  for (const entry of told.suppressions) expect(used).toContain(entry.name);
  account.push(
    `${name}, --num-callers=${String(numCallers)}: ${String(marks.length)} findings without a set; with ` +
      `${String(told.entries)} entries (${String(told.frames)} location lines) ${String(seen.size)}: ` +
      `${String(reals.length)} real, ${String(told.uncovered.length)} uncovered`,
  );
  return reals;
}

const only = (marks: readonly Mark[], marked: Mark['marked']) =>
  marks.filter((each) => each.marked === marked).map(({ finding }) => finding);

async function findingsOf(logs: readonly string[]): Promise<Finding[]> {
  const corpus = await readLogs(logs, folder, { jobs: 1 });
  expect(corpus.problems).toEqual([]);
  return sortedFindings(corpus);
}

/** The distinct findings as a run at that depth shows them, ids with something to read, sorted. */
function shown(findings: readonly Finding[], numCallers = Infinity): string[] {
  const lines = findings.map((finding) => {
    const stack = recordedStacks(finding, numCallers)[0]!.frames.map(generatedLine).join(' < ');
    return `${idAt(finding, numCallers)} ${finding.kind} ${finding.leakKind ?? finding.extra ?? ''}: ${stack}`;
  });
  return [...new Set(lines)].sort();
}

/** A program that a script ran, with the log kept under a name of its own. */
async function fromScript({ cwd, words }: ScriptRun, name: string): Promise<Program> {
  const execute = promisify(execFile);
  const recorded = words.find((word) => word.startsWith('--xml-file='))!.slice('--xml-file='.length);
  const log = join(folder, `${name}.xml`);
  await copyFile(join(cwd, recorded), log);
  return {
    log,
    async rerun(set, numCallers) {
      const again = join(folder, `${name}-${basename(set)}-${String(numCallers)}.xml`);
      const other = { 'xml-file': again, 'num-callers': numCallers, suppressions: set };
      const kept = words.filter((word) => !Object.keys(other).some((key) => word.startsWith(`--${key}=`)));
      const added = Object.entries(other).map(([key, value]) => `--${key}=${String(value)}`);
      await execute('env', [...kept.slice(0, -1), ...added, kept.at(-1)!], { cwd });
      return again;
    },
  };
}

const bundled = (path: string) => fileURLToPath(new URL(`../corpus/${path}`, import.meta.url));

/** The functions that patterns called `REAL function` blame. */
async function blamed(real: string): Promise<string[]> {
  const names = [...(await readFile(real, 'utf8')).matchAll(/^ +REAL (\w+)/gm)].map(([, name]) => name!);
  return [...new Set(names)].sort();
}

/** Those of some functions that are on the stack of a finding. */
function onStacks(names: readonly string[], findings: readonly Finding[]): string[] {
  return names.filter((name) => findings.some(({ frames }) => frames.some(({ fun }) => fun === name)));
}

suite('Valgrind reports what is real of the machine of the talk', noScripts, () => {
  const [real, noise] = [bundled('talk/real.supp'), bundled('talk/noise.supp')];
  const runs = scriptRuns(bundled('talk'));
  let machine: Program;
  beforeAll(async () => {
    machine = await fromScript((await runs.next()).value!, 'talk');
  });
  afterAll(() => runs.return(undefined));

  test.each([12, 40])('with the set for --num-callers=%d', async (numCallers) => {
    const proof = { name: `talk-${String(numCallers)}`, programs: [machine], numCallers, real, noise };
    const reported = await prove(proof);
    expect(onStacks(await blamed(real), reported)).toEqual(await blamed(real));
  });

  test.each(['cut after five frames', 'believed noise'])('but not with a naive set: %s', async (naive) => {
    const set = join(folder, `${naive.replaceAll(' ', '-')}.supp`);
    const known = {
      real: patterns(await readFile(real, 'latin1')),
      noise: patterns(await readFile(noise, 'latin1')),
      unmarked: 'auto' as const,
      own: [],
    };
    const marks = mark(await findingsOf([machine.log]), known);
    const cut = suppressionFile(cutSet(only(marks, 'noise'), [], 5));
    await writeFile(set, naive === 'believed noise' ? await readFile(noise) : Buffer.from(cut, 'latin1'));
    const reported = new Set((await findingsOf([await machine.rerun(set, 40)])).map(({ id }) => id));
    expect(reported.size).toBeGreaterThan(0);
    const lost = only(marks, 'real').filter(({ id }) => !reported.has(id));
    expect(onStacks(await blamed(real), lost)).toEqual(
      naive === 'believed noise'
        ? ['acpi_align_size']
        : ['acpi_align_size', 'bus_get_fw_dev_path', 'drive_set_id'],
    );
  });
});

suite('Valgrind reports what is real of four programs with one set for them', noScripts, () => {
  const real = bundled('versions/real.supp');
  const runs = scriptRuns(bundled('versions'));
  afterAll(() => runs.return(undefined));

  // In the order of the script, which makes others between them.
  test.each([
    ['1.4-stripped', 12],
    ['2.0-debug', 40],
  ] as const)('with the library %s, at --num-callers=%d', async (name, numCallers) => {
    const programs: Program[] = [];
    for (let program = ''; program !== 'desk' || programs.length === 0;) {
      const made = (await runs.next()).value!;
      program = basename(made.words.at(-1)!);
      const builds = await readdir(join(made.folder, 'logs'));
      if (builds.includes(name)) programs.push(await fromScript(made, `${name}-${program}`));
    }
    expect(programs).toHaveLength(4);
    const reported = await prove({ name, programs, numCallers, real });
    expect(onStacks(await blamed(real), reported)).toEqual(await blamed(real));
  });
});

suite('Valgrind reports what is real of small programs', notHere, () => {
  test.each([
    ['race-helgrind', 'Helgrind:Race\nfun:bump\nfun:work'],
    ['race-drd', 'drd:ConflictingAccess\nfun:bump\nfun:work'],
    ['leaks', 'Memcheck:Leak\n...\nfun:make_two'],
    ['shapes', 'Memcheck:Leak\n...\nfun:_Z8lose_boxv'],
    ['deep-4', 'Memcheck:Cond\nfun:look\nfun:other'],
  ])('%s', async (name, pattern) => {
    const scenario = scenarios.find((each) => each.name === name)!;
    const real = join(folder, `${name}-real.supp`);
    await writeFile(real, `{\nreal\n${pattern}\n}\n`);
    const program = await build(scenario, folder);
    const common = { program, scenario, form: 'xml', generate: true } as const;
    await valgrind({ ...common, numCallers: scenario.logCallers, name }, folder);
    const again = `${name}-again`;
    const rerun = async (set: string, numCallers: number) => {
      await valgrind(
        {
          ...common,
          scenario: { ...scenario, options: [...scenario.options, `--suppressions=${set}`] },
          numCallers,
          name: again,
        },
        folder,
      );
      return join(folder, `${again}.xml`);
    };
    const programs = [{ log: join(folder, `${name}.xml`), rerun }];
    await prove({ name, programs, numCallers: scenario.runCallers, real });
  });
});
