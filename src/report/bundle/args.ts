/** The options that make Valgrind load files, one a line, in an order in which it searches the last first. */
export function bundleArgs(paths: readonly string[]): string {
  return paths.map((path) => `--suppressions=${path}\n`).join('');
}
