import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {{ message: string, line: number | null }} Refusal
 * @typedef {{ refused: Refusal | null, warnings: string[] }} Verdict
 * @typedef {{ tool: string, numCallers?: number, bytes: string }} Question `bytes` is a byte string.
 */

/** `3.19.0`, or undefined when there is no Valgrind here. @returns {Promise<string | undefined>} */
export async function installedVersion() {
  const { stdout } = await run('valgrind', ['--version']);
  return /^valgrind-(\S+)/.exec(stdout)?.[1];
}

/**
 * What the installed Valgrind says of each file. A second file, broken on purpose, stops Valgrind after it has
 * taken the first: that is ten times as fast as to let it run a program.
 * @param {Question[]} questions
 * @returns {Promise<Verdict[]>} in the same order
 */
export async function askValgrind(questions, parallel = 2) {
  const folder = mkdtempSync(join(tmpdir(), 'chaff-verdicts-'));
  const stop = join(folder, 'stop.supp');
  writeFileSync(stop, 'stop here\n');
  /** @type {Verdict[]} */
  const verdicts = [];
  let next = 0;
  async function worker() {
    while (next < questions.length) {
      const index = next++;
      const file = join(folder, `${index}.supp`);
      writeFileSync(file, questions[index].bytes, 'latin1');
      verdicts[index] = await ask(questions[index], file, stop);
    }
  }
  try {
    await Promise.all(Array.from({ length: parallel }, worker));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return verdicts;
}

async function ask({ tool, numCallers = 12 }, file, stop) {
  const { stdout, stderr } = await run('valgrind', [
    `--tool=${tool}`,
    `--num-callers=${numCallers}`,
    '--default-suppressions=no',
    `--suppressions=${file}`,
    `--suppressions=${stop}`,
    'true',
  ]);
  const output = stdout + stderr;
  const warnings = [...output.matchAll(/^==\d+== (WARNING: .*)$/gm)].map((found) => found[1]);
  const fatal = /^==\d+== FATAL: in suppressions file "(.*)" near line (\d+):\n==\d+== {4}(.*)$/m.exec(
    output,
  );
  if (fatal?.[1] === stop) return { refused: null, warnings };
  if (fatal) return { refused: { message: fatal[3], line: Number(fatal[2]) }, warnings };
  const abort = /^valgrind: (VG_\(get_line\): .*)$/m.exec(output);
  if (abort) return { refused: { message: abort[1], line: null }, warnings };
  throw new Error(`Valgrind says nothing of ${file}:\n${output}`);
}

function run(program, args) {
  return new Promise((resolve) => {
    const environment = { ...process.env, VALGRIND_OPTS: '' };
    execFile(program, args, { encoding: 'latin1', env: environment }, (_error, stdout, stderr) => {
      resolve({ stdout, stderr });
    });
  });
}
