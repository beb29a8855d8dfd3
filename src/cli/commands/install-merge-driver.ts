import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Option, type Command } from 'commander';
import { displayText } from '../../report/text.js';
import { withPatterns, withoutPatterns } from '../attributes.js';
import { exit, type ExitCode } from '../exit.js';
import { writeWhole } from '../files.js';
import { askGit, git } from '../git.js';
import { withOptions, type Flags } from '../options.js';
import type { Terminal } from '../terminal.js';
import { cannotRead, codeOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';

export function installMergeDriverCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Tells git to call chaff where suppression files are merged (merge, rebase, cherry-pick, stash) and where they are shown ' +
          '(diff, log -p, show): in the configuration of this repository and in its .gitattributes. Doing it again changes nothing.',
      )
      .argument('[patterns...]', 'files that are meant, as in .gitattributes (default: *.supp)'),
    [
      new Option('--uninstall', 'take back what was installed'),
      new Option('--global', 'for all repositories of the user, in the configuration of the user'),
      new Option('--command <command>', 'how git calls chaff, a command of the shell').default('chaff'),
    ],
  ).addHelpText(
    'after',
    `
What is written:
  merge.chaff.name, merge.chaff.driver and diff.chaff.textconv, with git config, and a line
  "*.supp merge=chaff diff=chaff" at the end of .gitattributes. Commit that file if the others have chaff, too: who has
  not installed it merges line by line, as before. Where chaff cannot be started git merges line by line.

Examples:
  $ chaff install-merge-driver
  $ chaff install-merge-driver --command 'npx chaff' 'tests/**/*.supp' valgrind.txt
  $ chaff install-merge-driver --uninstall`,
  );
}

interface InstallFlags extends Flags {
  readonly uninstall?: boolean;
  readonly global?: boolean;
  readonly command?: string;
}

export async function runInstallMergeDriver(
  patterns: readonly string[],
  { uninstall, global, command = 'chaff' }: InstallFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const place = global ? await globalPlace(terminal.cwd) : await localPlace(terminal.cwd);
  if (uninstall) await takeBack(place, terminal);
  else await install(place, command, patterns.length > 0 ? patterns : ['*.supp'], terminal);
  return exit.nothingToSay;
}

interface Place {
  /** The option of `git config` that says which configuration is meant. */
  readonly scope: '--local' | '--global';
  /** The file of attributes. */
  readonly attributes: string;
}

async function localPlace(cwd: string): Promise<Place> {
  const top = await askGit(['rev-parse', '--show-toplevel'], cwd);
  return { scope: '--local', attributes: join(Buffer.from(top, 'latin1').toString(), '.gitattributes') };
}

async function globalPlace(cwd: string): Promise<Place> {
  const { stdout } = await git(['config', '--global', '--type=path', 'core.attributesFile'], cwd);
  const configured = Buffer.from(stdout, 'latin1').toString().replace(/\n$/, '');
  const home = process.env['XDG_CONFIG_HOME'] ?? join(process.env['HOME'] ?? homedir(), '.config');
  return { scope: '--global', attributes: configured || join(home, 'git', 'attributes') };
}

const keys = ['merge.chaff.name', 'merge.chaff.driver', 'diff.chaff.textconv'] as const;

function settingsFor(command: string): Readonly<Record<(typeof keys)[number], string>> {
  // A driver that does not start leaves our file in the place of a merge, and git takes that for one with conflicts.
  const driver =
    `${command} merge-driver %O %A %B %P; s=$?; test $s -lt 2 && exit $s; ` +
    'git merge-file --diff3 -L ours -L base -L theirs %A %O %B';
  return {
    'merge.chaff.name': 'chaff: suppression files by meaning',
    'merge.chaff.driver': driver,
    'diff.chaff.textconv': `${command} textconv`,
  };
}

async function install(
  { scope, attributes }: Place,
  command: string,
  patterns: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const { cwd, err } = terminal;
  const wanted = settingsFor(command);
  for (const key of keys) {
    const known = await valueOf(key, scope, cwd);
    if (known !== undefined && !isOwn(key, known))
      throw new UsageError(`${key} is set to something else: ${known}; nothing was changed`);
  }
  for (const key of keys) await askGit(['config', scope, '--replace-all', key, wanted[key]], cwd);
  const text = await readText(attributes);
  const changed = withPatterns(text ?? '', patterns);
  if (changed !== (text ?? '')) {
    await mkdir(dirname(attributes), { recursive: true });
    await writeWhole(attributes, changed, cwd);
  }
  terminal.out(`git merges and compares ${displayText(patterns.join(', '))} with chaff from now on\n`);
  if (!(await isFound(command)))
    err(`warning: there is no ${displayText(command)} for git to find here; name it with --command\n`);
}

/** Undefined where it is not set there. */
async function valueOf(key: string, scope: Place['scope'], cwd: string): Promise<string | undefined> {
  const { code, stdout } = await git(['config', scope, '--get-all', key], cwd);
  return code === 0 ? stdout.replace(/\n$/, '') : undefined;
}

/** Was the setting written by this command, perhaps by another version of it? */
function isOwn(key: (typeof keys)[number], value: string): boolean {
  if (key === 'merge.chaff.name') return value.startsWith('chaff: ');
  return key === 'merge.chaff.driver'
    ? value.includes(' merge-driver %O %A %B %P')
    : value.endsWith(' textconv');
}

async function takeBack({ scope, attributes }: Place, { cwd, out }: Terminal): Promise<void> {
  for (const key of keys) {
    const known = await valueOf(key, scope, cwd);
    if (known !== undefined && isOwn(key, known)) await askGit(['config', scope, '--unset-all', key], cwd);
  }
  const text = await readText(attributes);
  const changed = withoutPatterns(text ?? '');
  if (text !== undefined && changed !== text) {
    if (changed === '') await rm(attributes);
    else await writeWhole(attributes, changed, cwd);
  }
  out('git merges and compares suppression files as before\n');
}

/** A byte string; undefined where there is no such file. */
async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'latin1');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw cannotRead(file, error);
  }
}

/** Does the shell find the program that a command begins with? */
function isFound(command: string): Promise<boolean> {
  const [, double, single, bare] = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(command) ?? [];
  const program = double ?? single ?? bare ?? '';
  return new Promise((resolve) => {
    execFile('sh', ['-c', 'command -v "$0"', program], (error) => resolve(error === null));
  });
}
