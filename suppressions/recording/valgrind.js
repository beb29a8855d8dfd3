// How runs are recorded.

/** The options of every run, without the log and what the run says itself. */
export function valgrindWords({ tool = 'memcheck', kinds = 'all', options = [], timeout = 120 }) {
  return [
    ...['timeout', '-k', '30', String(timeout)],
    ...['valgrind', `--tool=${tool}`, '--num-callers=40', '--error-limit=no', '--gen-suppressions=all'],
    ...(tool === 'memcheck' ? ['--leak-check=full', `--show-leak-kinds=${kinds}`] : []),
    ...options,
  ];
}

/** A line for sh: `$VG` stands for Valgrind; where it does not occur, the line is a program for Valgrind. */
export function commandLine({ name, command = `./${name}` }) {
  return command.includes('$VG') ? command : `$VG ${command}`;
}
