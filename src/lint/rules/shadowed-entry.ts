import type { Finding } from '../../finding/finding.js';
import { quote } from '../../suppression/explain.js';
import { placeKey } from '../../suppression/place-key.js';
import { exampleLeak } from '../example-finding.js';
import { hitsIn, type Hits } from '../hits.js';
import { atName } from '../place.js';
import { removalOf } from '../removal.js';
import type { LintEntry, Rule } from '../rule.js';

export const shadowedEntry: Rule = {
  id: 'shadowed-entry',
  level: 'info',
  description: 'Each entry hides something in the logs that no other entry hides.',
  why:
    'Where all that an entry hides in the logs, or may hide there, is hidden by others for sure, the set would do the same ' +
    'without it, in whatever order Valgrind tries them. Other programs may need it. Of entries that stand for each other ' +
    'those that hide the most stay, so all that are named here can go together. What hides nothing, what repeats another ' +
    'entry and what another one covers is left to the rules for that.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   ...\n   fun:parser_cache\n}\n\n' +
      '{\n   whatever parse_file keeps\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_*\n   fun:parse_file\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   ...\n   fun:parser_cache\n}\n',
    set: { evidence: { findings: [exampleLeak('malloc', 'parser_cache', 'parse_file', 'main')], real: [] } },
  },
  needsLogs: true,
  *check(set, _options, found) {
    const hits = hitsIn(set);
    const named = new Set(found.filter(({ rule }) => others.includes(rule)).map(placeKey));
    const judged = [...hits.keys()].filter((entry) => !named.has(placeKey(atName(entry))));
    const { staying, needless } = choose(judged, hits);
    const hiders = hidersOf(staying, hits);
    for (const entry of needless) {
      const own = allOf(hits.get(entry)!);
      const by = new Set(own.map((finding) => hiders.get(finding)!));
      const names = [...by].slice(0, 2).map(({ suppression }) => quote(suppression.name));
      const count = own.length === 1 ? 'The finding' : `The ${own.length} findings`;
      yield {
        ...atName(entry),
        message:
          `${count} of the logs that this entry hides ${own.length === 1 ? 'is' : 'are'} hidden without it by ` +
          `${names.join(' and ')}${by.size > 2 ? ` and ${by.size - 2} more` : ''}. Remove it if no other program needs it.`,
        tools: entry.tools,
        related: [...by].slice(0, 3).map((other) => ({ ...atName(other), message: 'hides the same' })),
        suggestions: [removalOf(entry)],
      };
    }
  },
};

/** What these rules name is as good as gone. */
const others: readonly string[] = ['exact-duplicate', 'covered-entry'];

function allOf({ certain, possible }: Hits): readonly Finding[] {
  return [...certain, ...possible];
}

/**
 * Tells which entries can go, one after the other: those that hide least go first, and of equal ones the last of the set.
 * So whatever is hidden is hidden for sure by one that stays.
 */
function choose(
  entries: readonly LintEntry[],
  hits: ReadonlyMap<LintEntry, Hits>,
): { readonly staying: readonly LintEntry[]; readonly needless: readonly LintEntry[] } {
  const hiding = new Map<Finding, number>();
  for (const entry of entries)
    for (const finding of hits.get(entry)!.certain) hiding.set(finding, (hiding.get(finding) ?? 0) + 1);
  const order = [...entries].reverse().sort((a, b) => countOf(a) - countOf(b));
  const needless = new Set<LintEntry>();
  for (const entry of order) {
    const { certain, possible } = hits.get(entry)!;
    const isNeedless =
      certain.length + possible.length > 0 &&
      certain.every((finding) => hiding.get(finding)! > 1) &&
      possible.every((finding) => hiding.has(finding) && hiding.get(finding)! > 0);
    if (!isNeedless) continue;
    needless.add(entry);
    for (const finding of certain) hiding.set(finding, hiding.get(finding)! - 1);
  }
  return { staying: entries.filter((entry) => !needless.has(entry)), needless: [...needless] };

  function countOf(entry: LintEntry): number {
    return hits.get(entry)!.certain.length;
  }
}

/** For each finding the first entry that surely hides it. */
function hidersOf(
  entries: readonly LintEntry[],
  hits: ReadonlyMap<LintEntry, Hits>,
): ReadonlyMap<Finding, LintEntry> {
  const first = new Map<Finding, LintEntry>();
  for (const entry of entries)
    for (const finding of hits.get(entry)!.certain) if (!first.has(finding)) first.set(finding, entry);
  return first;
}
