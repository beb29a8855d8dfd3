import { defaultNumCallers } from '../suppression/limits.js';
import { load } from '../suppression/load.js';
import type { SourceFile } from '../suppression/load-set.js';
import { parse } from '../suppression/parse.js';
import type { Tool } from '../suppression/suppression.js';
import { defaultTools } from '../suppression/tools.js';
import { newestVersion } from '../suppression/version.js';
import { fold } from './fold.js';
import type { Problem } from './problem.js';
import type { LintSet } from './rule.js';
import { rules } from './rules.js';

export interface LintOptions {
  /** The tools that the set is meant for; memcheck, helgrind and drd unless given. */
  readonly tools?: readonly Tool[];
  /** Valgrind's; the newest unless given. */
  readonly version?: string;
  /** 12 unless given. */
  readonly numCallers?: number;
}

/** What all rules find in a set of files, sorted by file in the given order, then by place. */
export function lint(files: readonly SourceFile[], options: LintOptions = {}): Problem[] {
  const { tools = defaultTools, version = newestVersion, numCallers = defaultNumCallers } = options;
  const set: LintSet = {
    tools,
    version,
    numCallers,
    files: files.map(({ name, bytes }) => {
      const tree = parse(bytes);
      const loaded = new Map(
        tools.map((tool) => [tool, load(tree, { file: name, tool, version, numCallers })]),
      );
      return { name, bytes, tree, loaded };
    }),
  };
  const problems = rules.flatMap((rule) =>
    rule.check(set).map((problem): Problem => ({ rule: rule.id, ...problem })),
  );
  return fold(problems).sort(byPlace(files.map(({ name }) => name)));
}

function byPlace(names: readonly string[]): (a: Problem, b: Problem) => number {
  const position = new Map(names.map((name, index) => [name, index]));
  return (a, b) =>
    position.get(a.file)! - position.get(b.file)! ||
    a.line - b.line ||
    a.column - b.column ||
    a.endLine - b.endLine ||
    a.endColumn - b.endColumn;
}
