import { parseLocation } from '../../suppression/location.js';
import { numCallersRange } from '../../suppression/limits.js';
import { withoutIdle } from '../../match/progress.js';
import { linesCutOff } from '../cut.js';
import { atLine, atLines, removing } from '../place.js';
import type { RuleProblem } from '../problem.js';
import { whatItHides } from '../over-broad.js';
import type { LintEntry, LintSet, Rule } from '../rule.js';

export const longerThanNumCallers: Rule = {
  id: 'longer-than-num-callers',
  level: 'info',
  description: 'An entry has no more locations than --num-callers, so that all of them count.',
  why:
    'Valgrind keeps the first --num-callers locations of an entry, 12 by default and "..." included, and skips the rest ' +
    'without a check. What is left matches more than the entry says. With --gen-suppressions Valgrind itself writes longer ' +
    'ones where calls were inlined. Behind the cut even mistakes go unnoticed, until somebody runs with more callers and ' +
    'Valgrind refuses the file.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n   fun:parser_init\n   fun:session_open\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n   fun:parser_init\n}\n',
    set: { numCallers: 3 },
  },
  isRelative: true,
  *check(set) {
    for (const { entries } of set.files) for (const entry of entries) yield* cut(entry, set);
  },
};

function* cut(entry: LintEntry, { version, numCallers }: LintSet): Generator<RuleProblem> {
  const ignored = linesCutOff(entry, numCallers);
  if (ignored.length === 0) return;
  const { file, tools, suppression, patterns } = entry;
  const written = suppression.frames.length + ignored.length;
  const broken = ignored.find(({ text }) => !parseLocation(text, version));
  const kept = `Only the first ${suppression.frames.length} of ${written} locations count (--num-callers)`;
  if (broken) {
    yield {
      ...atLine(file.name, broken),
      severity: 'warning',
      message: `${kept}, so Valgrind does not see that this is no location. With --num-callers=${written} it refuses the file.`,
      tools,
    };
    return;
  }
  // Lines that say nothing can be missed.
  if (withoutIdle(patterns).length === withoutIdle(suppression.frames).length) return;
  const hidden = whatItHides(suppression);
  const isBroad = hidden !== undefined && whatItHides({ ...suppression, frames: patterns }) === undefined;
  const enough = written <= numCallersRange(version).max ? `, or run with --num-callers=${written}` : '';
  yield {
    ...atLines(file.name, ignored[0]!, ignored.at(-1)!),
    ...(isBroad && { severity: 'warning' as const }),
    message: isBroad
      ? `${kept}, and what is left hides ${hidden}. Shorten the entry to the lines that matter${enough}.`
      : `${kept}, and the entry hides whatever begins with them. Shorten it to the lines that matter${enough}.`,
    tools,
    suggestions: [{ description: 'remove the lines that do not count', edits: ignored.map(removing) }],
  };
}
