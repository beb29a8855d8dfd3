import { coverersIn } from '../../match/coverers.js';
import { covers, matchesNothing } from '../../match/covers.js';
import { quote } from '../../suppression/explain.js';
import type { Suppression } from '../../suppression/suppression.js';
import { linesCutOff } from '../cut.js';
import { copiesIn } from '../duplicates.js';
import { atName } from '../place.js';
import { removalOf } from '../removal.js';
import type { LintEntry, LintSet, Rule } from '../rule.js';

export const coveredEntry: Rule = {
  id: 'covered-entry',
  level: 'warning',
  description: 'No entry hides only what another one of the set hides anyway.',
  why:
    'An entry that a broader one covers does nothing: every error that it matches, in whatever program, the other one ' +
    'matches too. It makes the set look more careful than it is, and often the broader one is broader than anybody meant.',
  example: {
    wrong:
      '{\n   tables of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   ...\n   fun:parser_table\n}\n\n' +
      '{\n   tables of the parser, made by main\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_table\n   fun:main\n}\n',
    right:
      '{\n   tables of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   ...\n   fun:parser_table\n}\n',
  },
  isRelative: true,
  *check(set) {
    const entries = differentEntries(set);
    const entryOf = new Map(entries.map((entry, place) => [entry.suppression, { entry, place }]));
    const coverersOf = coverersIn([...entryOf.keys()]);
    for (const [suppression, { entry, place }] of entryOf) {
      if (matchesNothing(suppression)) continue;
      const coverer = firstOf(coverersOf(suppression), (other) => {
        // Of two that hide the same the later one goes.
        return entryOf.get(other)!.place < place || !covers(suppression, other).covers;
      });
      if (!coverer) continue;
      const by = entryOf.get(coverer)!.entry;
      yield {
        ...atName(entry),
        message: messageFor(entry, by, set.numCallers),
        tools: entry.tools,
        related: [{ ...atName(by), message: 'covered by this one' }],
        suggestions: [removalOf(entry)],
      };
    }
  },
};

function messageFor(entry: LintEntry, by: LintEntry, numCallers: number): string {
  const coverer = `${quote(by.name.text)} (${by.file === entry.file ? `line ${by.name.line}` : 'another file'})`;
  return [entry, by].some((each) => linesCutOff(each, numCallers).length > 0)
    ? `With --num-callers=${numCallers}, which leaves out lines, ${coverer} hides all that this entry hides. Remove this one, or use more callers.`
    : `All that this entry hides ${coverer} hides as well. Remove this one, or narrow the other.`;
}

/** Of entries that say the same, the first: the others are a matter of the rule exact-duplicate. */
function differentEntries(set: LintSet): readonly LintEntry[] {
  const copies = new Set(copiesIn(set).map(({ entry }) => entry));
  return set.files.flatMap(({ entries }) => entries.filter((entry) => !copies.has(entry)));
}

function firstOf(
  found: Iterable<Suppression>,
  isMeant: (each: Suppression) => boolean,
): Suppression | undefined {
  for (const each of found) if (isMeant(each)) return each;
  return undefined;
}
