import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Scenario } from './scenarios.js';

const run = promisify(execFile);
const programs = fileURLToPath(new URL('../programs/', import.meta.url));

/** Why nothing can be tried here, or undefined when everything needed is installed. */
export function missingTool(): string | undefined {
  return ['valgrind', 'gcc', 'g++'].find((tool) => versionOf(tool) === undefined);
}

/** First line of `TOOL --version`; undefined where it does not run. */
export function versionOf(tool: string): string | undefined {
  try {
    return execFileSync(tool, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )[0];
  } catch {
    return undefined;
  }
}

/** An empty folder under the system's folder for temporary files. A fixed name makes recordings the same everywhere. */
export async function emptyFolder(name: string): Promise<string> {
  const folder = join(tmpdir(), name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Builds the program in `folder`, from a copy of its source, so that debug information names no other place. */
export async function build(scenario: Scenario, folder: string): Promise<string> {
  const program = join(folder, scenario.name);
  await copyFile(join(programs, scenario.source), join(folder, scenario.source));
  const compiler = scenario.source.endsWith('.cc') ? 'g++' : 'gcc';
  const args = [...scenario.compile, '-w', '-pthread', '-fno-lto', scenario.source, '-o', program];
  await run(compiler, args, { cwd: folder });
  return program;
}

export interface Run {
  readonly program: string;
  readonly scenario: Scenario;
  readonly numCallers: number;
  readonly form: 'xml' | 'txt';
  readonly generate: boolean;
  /** Text of a suppression file. */
  readonly suppressions?: string;
  /** A name for the files of this run, of which no two that are under way may be equal. */
  readonly name: string;
}

/** Runs the program under Valgrind and returns the log as a byte string. */
export async function valgrind(request: Run, folder: string): Promise<string> {
  const { program, scenario, numCallers, form, generate, suppressions, name } = request;
  const log = join(folder, `${name}.${form}`);
  const supp = join(folder, `${name}.supp`);
  if (suppressions !== undefined) await writeFile(supp, suppressions, 'latin1');
  const args = [
    `--tool=${scenario.tool}`,
    `--num-callers=${String(numCallers)}`,
    '--error-limit=no',
    ...scenario.options,
    ...(form === 'xml' ? ['--xml=yes', `--xml-file=${log}`] : [`--log-file=${log}`]),
    ...(generate ? ['--gen-suppressions=all'] : []),
    ...(suppressions === undefined ? [] : [`--suppressions=${supp}`]),
    program,
  ];
  // A list of options in the environment would change what is tried.
  const env = { ...process.env, VALGRIND_OPTS: '' };
  await run('valgrind', args, { cwd: folder, env });
  return readFile(log, 'latin1');
}
