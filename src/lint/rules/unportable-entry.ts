import { quote } from '../../suppression/explain.js';
import { numCallersRange } from '../../suppression/limits.js';
import { load } from '../../suppression/load.js';
import type { Tool } from '../../suppression/suppression.js';
import { existsIn, oldestVersion, parseVersion } from '../../suppression/version.js';
import { fold } from '../fold.js';
import type { RuleProblem } from '../problem.js';
import type { LintFile, LintSet, Rule } from '../rule.js';

export const unportableEntry: Rule = {
  id: 'unportable-entry',
  level: 'error',
  description: 'The oldest Valgrind that gets a file can read it.',
  why:
    'A kind or a location that is too new is not skipped: an older Valgrind refuses the whole file and ends. Only entries ' +
    'for CoreError are harmless, since Valgrind before 3.23 takes that for a tool that it does not know. ' +
    'Says nothing unless the option "oldest" is set.',
  example: {
    wrong:
      '{\n   a buffer that may be empty\n   Memcheck:ReallocZero\n   fun:realloc\n   fun:buffer_resize\n}\n',
    right: '{\n   a buffer that is freed twice\n   Memcheck:Free\n   fun:free\n   fun:buffer_close\n}\n',
    options: { oldest: '3.18' },
  },
  options: {
    oldest: {
      description: 'the oldest Valgrind that reads the files, e.g. 3.18; empty for none',
      default: '',
      check: (value) =>
        value === '' || isKnown(String(value))
          ? undefined
          : `a version of Valgrind from ${oldestVersion} on, such as 3.18`,
    },
  },
  isRelative: true,
  check(set, { oldest }) {
    if (oldest === '') return [];
    const version = String(oldest);
    return fold(
      set.tools.flatMap((tool) => set.files.flatMap((file) => refusedBy(version, set, file, tool))),
    );
  },
};

/** A version, and none before those that are modelled. */
function isKnown(version: string): boolean {
  return parseVersion(version) !== undefined && existsIn({ since: oldestVersion }, version);
}

/** What an old version refuses, and the one that the set is for does not. */
function refusedBy(version: string, set: LintSet, file: LintFile, tool: Tool): RuleProblem[] {
  const { numCallers } = set;
  const { name, bytes, tree, loaded } = file;
  const { min, max } = numCallersRange(version);
  const options = { file: name, tool, version, numCallers: Math.max(min, Math.min(numCallers, max)) };
  const now = loaded.get(tool)!;
  // Of files with very many problems the set keeps the first ones only.
  const isWhole = now.problems.length === now.problemCount;
  const { problems } = isWhole ? now : load(tree, { ...options, version: set.version, numCallers });
  const known = new Set(problems.map(({ offset }) => offset));
  return load(tree, options)
    .problems.filter(({ severity, offset }) => severity === 'error' && !known.has(offset))
    .map(({ line, column, endLine, endColumn, offset, endOffset, valgrind }) => ({
      ...{ file: name, line, column, endLine, endColumn },
      message: `Valgrind ${version} cannot read ${quote(bytes.slice(offset, endOffset).split('\n', 1)[0]!)}, and refuses the file. Move the entry to one that older Valgrinds do not get.`,
      tools: [tool],
      valgrind,
    }));
}
