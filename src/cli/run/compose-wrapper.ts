import { composeOptions, escapePath, type Recording } from './compose-options.js';
import { shellWord } from './shell-word.js';

/** Who starts a wrapper. */
export const callers = ['libvirt', 'iotests', 'ctest', 'meson'] as const;
export type Caller = (typeof callers)[number];

/** Callers that start a wrapper in the place of one program. The others name the program after it. */
export const standsForProgram = (caller: Caller) => caller === 'libvirt' || caller === 'iotests';

export interface Wrapper {
  /** Absolute path of Valgrind. */
  readonly valgrind: string;
  /** Absolute path of the program that it stands for; undefined where the arguments name the program. */
  readonly program: string | undefined;
  readonly caller: Caller | undefined;
  readonly recording: Recording;
  /** Absolute path of the folder for the logs. */
  readonly logs: string;
}

/** The second line of every wrapper, by which chaff knows what it may write over. */
const mark = '# Written by chaff run --wrapper, which writes over it.';

/** Did chaff write this script? */
export function isWrapper(bytes: string): boolean {
  return bytes.split('\n', 2)[1] === mark;
}

/**
 * A script for `sh` that becomes Valgrind: process number and signals are those of the script. The time is a part of the name of
 * a log, for process numbers come back.
 */
export function composeWrapper({ valgrind, program, caller, recording, logs }: Wrapper): string {
  const { tool } = recording;
  const path = escapePath(logs);
  const inLogs = (option: string, name: string, rest: string) =>
    `${shellWord(`${option}=${path}/${name}-`)}"$now"${rest}`;
  const lines = [
    '#!/bin/sh',
    mark,
    `logs=${shellWord(logs)}`,
    ...(program === undefined ? [] : [`program=${shellWord(program)}`]),
    ...(caller === 'libvirt' || caller === 'iotests' ? ['', ...probing(caller)] : []),
    '',
    'mkdir -p "$logs" || exit 2',
    'now=$(date +%Y%m%dT%H%M%S)',
    `exec ${[valgrind, ...composeOptions(recording)].map(shellWord).join(' \\\n  ')} \\`,
    `  ${inLogs('--xml-file', tool, '-%p.xml')} \\`,
    `  ${inLogs('--log-file', 'valgrind', '-"$$".messages')} \\`,
    program === undefined ? '  "$@"' : '  "$program" "$@"',
  ];
  return `${lines.join('\n')}\n`;
}

/** Options and values by which QEMU tells of itself. */
const questions = ['-version', '--version', '-help', '--help', '-h', 'help', '*,help', "'?'"];
/** libvirt starts a machine without anything in it to ask over QMP what there is; tests of QEMU may mean such a machine. */
const emptyMachine = ['-machine', '--machine', '-M'].flatMap((option) => [
  `${option}=none`,
  `${option}=none,*`,
]);

/** Lines that start the program without Valgrind where it is only asked what it can do. */
function probing(caller: Caller): string[] {
  const unless = (what: string, patterns: readonly string[]) =>
    `  case ${what} in ${patterns.join(' | ')}) exec "$program" "$@" ;; esac`;
  return [
    '# Who only asks what the program can do is answered quickly, and without a log.',
    'before=',
    'for argument do',
    unless('$argument', questions),
    ...(caller === 'libvirt' ? [unless('$before=$argument', emptyMachine)] : []),
    '  before=$argument',
    'done',
  ];
}
