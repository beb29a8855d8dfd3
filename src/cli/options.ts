import { InvalidArgumentError, Option, type Command } from 'commander';
import type { GuardLevel } from '../minimize/guard.js';
import { numCallersRange, defaultNumCallers } from '../suppression/limits.js';
import type { Tool } from '../suppression/suppression.js';
import { newestVersion, oldestVersion, parseVersion, compareVersions } from '../suppression/version.js';
import { readConfig, type Config } from './config.js';
import { suggestion } from './suggest.js';
import { UsageError } from './usage-error.js';

/** An option that takes one value and repeats. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, previous: string[] | undefined) => [
    ...(previous ?? []),
    value,
  ]);
}

/** Reads a value that counts something. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Reads a number of things of which there must be one. */
export function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return number;
}

const tools = ['memcheck', 'helgrind', 'drd'] as const;

export const options = {
  suppressions: () =>
    repeatable('-s, --suppressions <file>', 'a set in use: a file, a glob or a folder; repeats'),
  defaultSupp: () =>
    new Option('--default-supp', "what Valgrind's installed default.supp hides is hidden as well"),
  real: () => repeatable('--real <file>', 'findings that must stay reported, in suppression syntax; repeats'),
  noise: () => repeatable('--noise <file>', 'known noise, in suppression syntax; repeats'),
  own: () =>
    repeatable(
      '--own <pattern>',
      'own code: obj:…, fun:… or src:…; repeats (default: what is outside the system directories)',
    ),
  fromSuppressions: () =>
    repeatable(
      '--from-suppressions <file>',
      'read the entries that --gen-suppressions printed as findings, in the place of logs; repeats',
    ),
  guard: () =>
    new Option(
      '--guard <level>',
      'how careful to be about findings that no log shows: strict, normal, or off for none (default: normal)',
    ).choices(['strict', 'normal', 'off']),
  unmarked: () =>
    new Option('--unmarked <what>', 'what a finding is that nothing marks (default: auto)').choices([
      'auto',
      'noise',
      'real',
    ]),
  rewrite: () =>
    new Option('--rewrite <file>', 'repair and shrink this set instead of writing a new one (see --dry-run)'),
  noGeneralise: () =>
    new Option('--no-generalise', 'with --rewrite: no entry gets broader, and new ones are exact'),
  dryRun: () =>
    new Option('--dry-run', 'with --rewrite: show a diff and write nothing; 1 if something would change'),
  output: () =>
    new Option('-o, --output <file>', 'write the suppressions to a file (default: standard output)'),
  numCallers: (note = `default: ${defaultNumCallers}`) =>
    new Option('--num-callers <n>', `depth at which the set will be used (${note})`).argParser(wholeNumber),
  valgrind: (note = `default: ${newestVersion}`) =>
    new Option('--valgrind <version>', `version that will read the set (${note})`),
  tool: () =>
    repeatable('--tool <tool>', `read as memcheck, helgrind or drd would; repeats (default: all three)`),
  format: (formats: readonly string[]) =>
    new Option('--format <format>', 'form of the report (default: pretty)').choices(formats),
  baseline: () =>
    repeatable('--baseline <logs>', 'logs or a corpus of before, to tell what changed since; repeats'),
  json: () => new Option('--json', 'the same as --format json'),
  config: () => new Option('--config <file>', 'configuration file (default: searched for from here upwards)'),
  fix: () => new Option('--fix', 'make the safe fixes and report what is left'),
  fixDryRun: () => new Option('--fix-dry-run', 'report as --fix would, and write nothing'),
  diff: (description: string) => new Option('--diff', description),
  rule: () => repeatable('--rule <id:level>', 'set a rule to off, info, warning or error; repeats'),
  maxWarnings: () =>
    new Option(
      '--max-warnings <n>',
      'exit code 1 with more warnings than this (default: any number)',
    ).argParser(wholeNumber),
  quiet: () => new Option('--quiet', 'report errors only'),
  explain: () =>
    new Option('--explain <rule>', 'say what a rule is for and stop; “all” lists the rules').conflicts([
      'format',
      'json',
    ]),
  logs: () => repeatable('--logs <logs>', 'Valgrind logs: what they show is held against the sets; repeats'),
  stdinFilename: () => new Option('--stdin-filename <name>', 'name of what comes from standard input'),
  jobs: (usual = 'one for each core, when worth it') =>
    new Option('-j, --jobs <n>', `read so many logs at a time (default: ${usual})`).argParser(positiveNumber),
  queue: () =>
    new Option(
      '--queue <url>',
      'a Redis or Valkey server: redis://host:6379, rediss://user:password@host',
    ).env('CHAFF_QUEUE'),
  lease: () =>
    new Option(
      '--lease <seconds>',
      'logs whose worker gives no sign of life for so long go to another one (default: 30)',
    ).argParser(positiveNumber),
  patience: () =>
    new Option(
      '--patience <seconds>',
      'wait so long for the server of the queue when it goes away (default: 120)',
    ).argParser(positiveNumber),
  timeLimit: () =>
    new Option(
      '--time-limit <seconds>',
      'end the search after this time; results may then differ between runs',
    ).argParser(wholeNumber),
};

/** What the options of all commands say; each command has some of them. */
export interface Flags {
  readonly suppressions?: readonly string[];
  readonly defaultSupp?: boolean;
  readonly real?: readonly string[];
  readonly noise?: readonly string[];
  readonly own?: readonly string[];
  readonly unmarked?: 'auto' | 'noise' | 'real';
  readonly guard?: GuardLevel;
  readonly fromSuppressions?: readonly string[];
  readonly rewrite?: string;
  readonly generalise?: boolean;
  readonly dryRun?: boolean;
  readonly output?: string;
  readonly numCallers?: number;
  readonly valgrind?: string;
  readonly tool?: readonly string[];
  readonly format?: string;
  readonly json?: boolean;
  readonly config?: string;
  readonly timeLimit?: number;
  readonly jobs?: number;
  readonly queue?: string;
  readonly lease?: number;
  readonly patience?: number;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly diff?: boolean;
  readonly rule?: readonly string[];
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
  readonly explain?: string;
  readonly logs?: readonly string[];
  readonly stdinFilename?: string;
}

/** Flags and configuration together, checked. */
export interface Settings {
  readonly config: Config;
  readonly suppressions: readonly string[];
  /** With the files of verdicts that are there: those to fix and to annotate here, those to suppress among `noise`. */
  readonly real: readonly string[];
  readonly noise: readonly string[];
  readonly own: readonly string[];
  readonly unmarked: 'auto' | 'noise' | 'real';
  readonly guard: GuardLevel;
  readonly numCallers: number | undefined;
  readonly version: string;
  /** The version that the command line or the configuration names; `version` is the newest where neither does. */
  readonly statedVersion: string | undefined;
  readonly tools: readonly Tool[];
  readonly format: string;
}

/**
 * Lets the command line go before the configuration. Throws `UsageError` for values that have no meaning.
 *
 * @param running version of the Valgrind that is about to run, which takes a depth or not, whatever the sets are read for
 */
export async function settings(flags: Flags, cwd: string, running?: string): Promise<Settings> {
  const config = await readConfig(cwd, flags.config);
  const keyInFile = (key: 'valgrind' | 'numCallers' | 'tool') =>
    flags[key] === undefined && config[key] !== undefined ? `${config.file!}: “${key}”` : undefined;
  const stated = flags.valgrind ?? config.valgrind;
  const version = versionOf(stated ?? newestVersion, keyInFile('valgrind'));
  const numCallers = flags.numCallers ?? config.numCallers;
  const range = numCallersRange(running ?? version);
  if (
    numCallers !== undefined &&
    (!Number.isInteger(numCallers) || numCallers < range.min || numCallers > range.max)
  )
    throw new UsageError(
      `${keyInFile('numCallers') ?? '--num-callers'} must be a whole number from ${range.min} to ${range.max} for Valgrind ${running ?? version}`,
    );
  const unmarked = flags.unmarked ?? config.unmarked ?? 'auto';
  if (unmarked !== 'auto' && unmarked !== 'noise' && unmarked !== 'real')
    throw new UsageError(`${config.file!}: “unmarked” must be auto, noise or real, not “${unmarked}”`);
  const guard = flags.guard ?? config.guard ?? 'normal';
  if (guard !== 'strict' && guard !== 'normal' && guard !== 'off')
    throw new UsageError(`${config.file!}: “guard” must be strict, normal or off, not “${guard}”`);
  const decided = await patternsOf(config);
  return {
    config,
    suppressions: flags.suppressions ?? config.sets ?? [],
    real: [...new Set([...(flags.real ?? config.real ?? []), ...decided.real])],
    noise: [...new Set([...(flags.noise ?? config.noise ?? []), ...decided.noise])],
    own: flags.own ?? config.own ?? [],
    unmarked,
    guard,
    numCallers,
    version,
    statedVersion: stated === undefined ? undefined : version,
    tools: (flags.tool ?? config.tool ?? tools).map((name) => toolOf(name, keyInFile('tool'))),
    format: formatOf(flags, 'pretty'),
  };
}

/** The format of the report. Throws `UsageError` where two are asked for. */
export function formatOf({ json, format }: Flags, usual: string): string {
  if (json && format !== undefined && format !== 'json')
    throw new UsageError(`--json and --format ${format} are two formats: choose one`);
  return json ? 'json' : (format ?? usual);
}

/** What the files of verdicts say is real, and what is noise. */
async function patternsOf({ verdicts }: Config): Promise<Pick<Settings, 'real' | 'noise'>> {
  if (!verdicts) return { real: [], noise: [] };
  // Most configurations name none.
  const { verdictPatterns } = await import('./verdict-files.js');
  return verdictPatterns(verdicts);
}

function versionOf(text: string, place: string | undefined): string {
  const parsed = parseVersion(text);
  if (!parsed) throw fault(place, `“${text}” is no Valgrind version; write it like 3.19 or 3.19.0`);
  const version = parsed.join('.');
  if (compareVersions(version, oldestVersion) < 0 || compareVersions(version, newestVersion) > 0)
    throw fault(place, `Valgrind ${text} is not known here: ${oldestVersion} to ${newestVersion} are`);
  return version;
}

function toolOf(name: string, place: string | undefined): Tool {
  const tool = tools.find((each) => each === name);
  if (!tool)
    throw fault(place, `unknown tool “${name}”${suggestion(name, tools)}; known are ${tools.join(', ')}`);
  return tool;
}

function fault(place: string | undefined, why: string): UsageError {
  return new UsageError(place === undefined ? why : `${place}: ${why}`);
}

/** Adds options in the order given. */
export function withOptions(command: Command, list: readonly Option[]): Command {
  for (const option of list) command.addOption(option);
  return command;
}
