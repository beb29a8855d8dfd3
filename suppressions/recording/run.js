// Makes the runs of a pack in a Debian, each in a folder of its own.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { URL } from 'node:url';
import { runOf } from '../../dist/pack/seen.js';

/** What is installed for every pack. */
const always = ['valgrind', 'libc6-dbg', 'gcc', 'libc6-dev', 'pkg-config'];

/** The runs that can be made in a release, planted ones at the end. */
export function runsIn({ runs, planted }, { release }) {
  return [...runs, ...planted].filter(({ except = [] }) => !except.includes(release));
}

/** Installs what some runs of a pack need; the names of the packages. */
export function installFor(pack, runs, debian) {
  const own = runs.flatMap((run) => [...(run.packages ?? []), ...(run.build?.packages ?? [])]);
  return debian.install([...new Set([...always, ...pack.packages, ...(pack.build.packages ?? []), ...own])]);
}

/** Compiles the program of a planted run into `FOLDER/bin`. */
export function compile(pack, { name, source, build = {} }, folder, debian) {
  const { pkgConfig = pack.build.pkgConfig ?? [], flags = pack.build.flags ?? [], language = 'c' } = build;
  mkdirSync(debian.path(`${folder}/bin`), { recursive: true });
  cpSync(new URL(source, pack.folder), debian.path(`${folder}/bin/${basename(source)}`));
  const libraries = pkgConfig.length > 0 ? `$(pkg-config --cflags --libs ${pkgConfig.join(' ')})` : '';
  const compiler = language === 'c++' ? 'g++' : 'gcc';
  const line = `${compiler} -g -O0 -w -o ${name} ${basename(source)} ${libraries} ${flags.join(' ')}`;
  debian.sh(line, { folder: `${folder}/bin` });
}

/**
 * Makes a run in `FOLDER/work/RUN`; its logs become `LOGS/RUN.xml`, `LOGS/RUN-2.xml`, … in the order of their processes. Says what it
 * ended with, after how long, and how many logs there are.
 *
 * @param more options for Valgrind
 */
export function runOnce(pack, run, { folder, logs, debian, more = [] }) {
  const work = `${folder}/work/${run.name}`;
  rmSync(debian.path(work), { recursive: true, force: true });
  for (const part of ['home', 'run'])
    mkdirSync(debian.path(`${work}/${part}`), { recursive: true, mode: 0o700 });
  const files = new URL('files', pack.folder);
  for (const from of [debian.path(`${folder}/bin`), files])
    if (existsSync(from)) cpSync(from, debian.path(work), { recursive: true });
  mkdirSync(debian.path(logs), { recursive: true });
  for (const log of logsOf(run, logs, debian)) rmSync(debian.path(`${logs}/${log}`));

  const words = [...valgrindWords(run), ...more, '--xml=yes', `--xml-file=${work}/%p.log.xml`];
  const env = { HOME: `${work}/home`, XDG_RUNTIME_DIR: `${work}/run`, VG: words.join(' '), ...run.env };
  const begun = Date.now();
  if (run.setup) debian.sh(run.setup, { folder: work, env });
  const ended = status(() => debian.sh(commandLine(run), { folder: work, env, stdio: 'ignore' }));
  const written = readdirSync(debian.path(work))
    .filter((file) => file.endsWith('.log.xml'))
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
  written.forEach((file, index) => {
    const name = `${run.name}${index === 0 ? '' : `-${index + 1}`}.xml`;
    renameSync(debian.path(`${work}/${file}`), debian.path(`${logs}/${name}`));
  });
  return { ended, seconds: Math.round((Date.now() - begun) / 1000), logs: written.length };
}

/** The names of the logs of a run. */
export function logsOf({ name }, logs, debian) {
  return readdirSync(debian.path(logs)).filter((file) => runOf(file) === name);
}

function valgrindWords({ tool = 'memcheck', kinds = 'all', options = [], timeout = 120 }) {
  return [
    ...['timeout', '-k', '30', String(timeout)],
    ...['valgrind', `--tool=${tool}`, '--num-callers=40', '--error-limit=no', '--gen-suppressions=all'],
    ...(tool === 'memcheck' ? ['--leak-check=full', `--show-leak-kinds=${kinds}`] : []),
    ...options,
  ];
}

/** A line for sh: `$VG` stands for Valgrind; where it does not occur, the line is a program for Valgrind. */
function commandLine({ name, command = `./${name}` }) {
  return command.includes('$VG') ? command : `$VG ${command}`;
}

function status(run) {
  try {
    run();
    return 0;
  } catch (error) {
    return error.status ?? error.signal;
  }
}
