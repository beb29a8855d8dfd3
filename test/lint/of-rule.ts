import { applyFixes, fixAll } from '../../src/lint/fix.js';
import { lint, type LintOptions } from '../../src/lint/lint.js';
import type { Problem } from '../../src/lint/problem.js';

const name = 'x.supp';

/** What one rule finds in a file. */
export function found(rule: string, bytes: string, options: LintOptions = {}): Problem[] {
  return lint([{ name, bytes }], options).filter((problem) => problem.rule === rule);
}

/** `severity line:column-endColumn` of each problem. */
export function places(rule: string, bytes: string, options: LintOptions = {}): string[] {
  return found(rule, bytes, options).map(
    ({ severity, line, column, endColumn }) => `${severity} ${line}:${column}-${endColumn}`,
  );
}

/** The file after `--fix`. */
export function fixed(bytes: string, options: LintOptions = {}): string {
  return fixAll([{ name, bytes }], options).files[0]!.bytes;
}

/** The files that the suggestions for a file make of it, in order. */
export function suggested(rule: string, bytes: string, options: LintOptions = {}): string[] {
  return found(rule, bytes, options).flatMap(({ suggestions }) =>
    suggestions.map((suggestion) => applyFixes(bytes, [suggestion]).bytes),
  );
}

/** An entry of these lines, in the layout of Valgrind. */
export function entry(...lines: readonly string[]): string {
  return `{\n${lines.map((line) => `   ${line}\n`).join('')}}\n`;
}
