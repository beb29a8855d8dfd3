import { isIdle } from '../../match/progress.js';
import { isClosed } from '../../rewrite/surroundings.js';
import { linesCutOff } from '../cut.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { judged } from '../judged.js';
import { atLine, removing, replacing } from '../place.js';
import type { RuleProblem } from '../problem.js';
import type { LintEntry, LintLocation, Rule } from '../rule.js';

export const redundantWildcard: Rule = {
  id: 'redundant-wildcard',
  level: 'info',
  description: 'Every wildcard of an entry changes what it matches.',
  why:
    'An entry matches whatever its lines fit at the beginning of a stack, so "..." behind the last line says nothing; ' +
    'neither does a second "..." behind the first, or a second star in a name. They suggest a meaning that is not there, ' +
    'each "..." counts as a location when Valgrind keeps the first --num-callers of them, and doubled wildcards make ' +
    'Valgrind try the same thing many times.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find**\n   ...\n   ...\n   fun:table_open\n   ...\n}\n',
    right:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find*\n   ...\n   fun:table_open\n}\n',
  },
  *check({ files, numCallers }) {
    for (const file of files) {
      for (const entry of file.entries) yield* idleGaps(entry, numCallers);
      for (const { entry, location } of judged(file, mayDouble)) yield* doubledStars(entry, location);
    }
  },
};

function* idleGaps(entry: LintEntry, numCallers: number): Generator<RuleProblem> {
  const { file, patterns, tools } = entry;
  if (!patterns.some((_, at) => isIdle(patterns, at))) return;
  const last = patterns.findLastIndex(({ type }) => type !== '...');
  for (const [at, { line }] of entry.locations.entries()) {
    if (!isIdle(patterns, at)) continue;
    const change = { description: 'remove the line', edits: [removing(line)] };
    const isTrailing = at > last;
    yield {
      ...atLine(file.name, line),
      message: isTrailing
        ? 'Behind the last line any frames may follow anyway. Remove this line.'
        : 'Two "..." in a row mean what one means. Remove this line.',
      tools,
      ...(letsOthersCount(entry, numCallers, isTrailing) ? { suggestions: [change] } : { fix: change }),
    };
  }
}

/**
 * Where the entry is cut, one line less lets another one count. At the end that does no harm, unless what is not read now is
 * none of the locations, or has no end.
 */
function letsOthersCount(entry: LintEntry, numCallers: number, isTrailing: boolean): boolean {
  const { length } = linesCutOff(entry, numCallers);
  if (length === 0) return !isClosed(entry.tree);
  const { patterns, suppression } = entry;
  return !isTrailing || !isClosed(entry.tree) || patterns.length < suppression.frames.length + length;
}

function mayDouble(line: FramePattern): true | undefined {
  return line.type === 'src' || (line.type !== '...' && line.pattern.includes('**')) || undefined;
}

function* doubledStars({ file, tools }: LintEntry, { line }: LintLocation): Generator<RuleProblem> {
  for (const { 0: stars, index } of line.text.matchAll(/\*{2,}/g)) {
    const [before, after] = [line.text[index - 1], line.text[index + stars.length]];
    // The type of a pointer to a pointer, in the plain name of an inlined call.
    if (before !== undefined && /[\w ]/.test(before) && after !== undefined && /[>,)&]/.test(after)) continue;
    yield {
      ...atLine(file.name, line, index, index + stars.length),
      message: 'Several stars in a row mean what one means. Write one.',
      tools,
      fix: {
        description: 'write one star',
        edits: [replacing(line, '*', index, index + stars.length)],
      },
    };
  }
}
