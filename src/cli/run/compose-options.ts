import type { Tool } from '../../suppression/suppression.js';

/** How a run is recorded; names of files are absolute, for programs that are started change the folder. */
export interface Recording {
  readonly tool: Tool;
  readonly numCallers: number;
  /** Suppression files that Valgrind loads, in their order. */
  readonly sets: readonly string[];
  /** More options of Valgrind. They come last, and Valgrind takes the last word. */
  readonly more: readonly string[];
}

/** Stacks that are deep enough for a set that is used at any smaller depth. */
export const recordedDepth = 40;

/** Valgrind's options for a recording that tells chaff all it can know, without the names of the logs. */
export function composeOptions({ tool, numCallers, sets, more }: Recording): string[] {
  return [
    `--tool=${tool}`,
    '--xml=yes',
    // Mangled names, which are what suppressions are compared with.
    '--gen-suppressions=all',
    `--num-callers=${numCallers}`,
    '--error-limit=no',
    '--trace-children=yes',
    ...(tool === 'memcheck' ? ['--leak-check=full', '--show-leak-kinds=all'] : ['--fair-sched=try']),
    ...sets.map((path) => `--suppressions=${path}`),
    ...more,
  ];
}

/** A path as a part of a name of a log, where Valgrind replaces what begins with a per cent sign. */
export function escapePath(path: string): string {
  return path.replaceAll('%', '%%');
}

/**
 * Of processes that run, logs have these names until they get their own. With `%p` in both, Valgrind 3.19 would go on
 * writing to the parent's XML after a fork.
 */
const logName = (tool: Tool) => `${tool}-%p.xml`;
/** Valgrind's own warnings, which do not stand in XML and would mix with what the program prints. */
export const messagesName = 'valgrind.messages';

/** The options that name the logs in a folder. */
export function composeLogOptions(folder: string, tool: Tool): string[] {
  const path = escapePath(folder);
  return [`--xml-file=${path}/${logName(tool)}`, `--log-file=${path}/${messagesName}`];
}

/** The option that takes the logs away from where chaff looks for them; undefined where there is none. */
export function misplacingOption(more: readonly string[]): string | undefined {
  return more.find((option) => /^--(?:xml(?:-file|-fd|-socket)?|tool)(?:=|$)/.test(option));
}
