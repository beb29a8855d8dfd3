import { parse } from '../suppression/parse.js';
import { print } from '../suppression/print.js';
import { refusalOf } from '../format/refusal.js';
import { toolsWithoutErrors, whyAbsent } from '../suppression/absent-tool.js';
import { coreKinds } from '../suppression/kinds.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { isListed, tools } from '../suppression/tools.js';
import { lineOf, type Entry } from '../suppression/tree.js';

/**
 * Why no error of this version of Valgrind can match an entry that every tool takes or skips; undefined where one could, and
 * where nobody knows what is meant.
 *
 * @param loaded what the tools of the version load of it
 */
export function whyImpossible(
  source: Entry,
  loaded: ReadonlyMap<Tool, Suppression>,
  version: string,
): string | undefined {
  if (loaded.size === 0) return whyUnread(source, version);
  const reasons = [...loaded.values()].map(whyNeverMatches);
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

/** Why a version has none of the tools that the entry names. */
function whyUnread(source: Entry, version: string): string | undefined {
  const [head] = headOf(source) ?? [];
  if (head === undefined) return undefined;
  const reasons = head.split(',').map((word) => {
    const name = word.trim();
    if (toolsWithoutErrors.includes(name)) return `${name} reports no errors`;
    return whyAbsent(name, version);
  });
  return reasons.every((reason) => reason !== undefined) ? reasons.join('; ') : undefined;
}

function whyNeverMatches({ kind, leakKinds }: Suppression): string | undefined {
  if (kind === 'Memcheck:CoreMem')
    return 'Valgrind compares the text of such errors with a line that it never reads';
  if (kind === 'Helgrind:FreeMemLock') return 'no Helgrind reports such errors any more';
  if (/^exp-sgcheck:(?:Heap|Arith|SysParam)$/.test(kind))
    return 'exp-sgcheck reads this kind of exp-ptrcheck, and has no such errors';
  return leakKinds?.length === 0 ? 'match-leak-kinds: none matches no leak' : undefined;
}

/**
 * Why a version refuses the kind of an entry in which nothing else is wrong, since another version reads it; undefined for
 * any other entry. Until it goes, that Valgrind does not start with the file.
 */
export function whyKindUnknown(source: Entry, version: string): string | undefined {
  const [names, name] = headOf(source) ?? [];
  if (names === undefined) return undefined;
  const owners = [...tools, { displayName: 'CoreError', kinds: coreKinds }];
  const kind = owners
    .filter(({ displayName }) => isListed(displayName, names))
    .flatMap(({ kinds }) => kinds)
    .find((each) => each.name === name);
  if (!kind) return undefined;
  const alone = parse(print({ type: 'file', items: [source] }));
  const [item] = alone.items;
  const isRefused = (by: string) => refusalOf(item!, alone, by) !== undefined;
  if (alone.items.length !== 1 || !isRefused(version) || isRefused(kind.since)) return undefined;
  return `${names}:${name} is known from Valgrind ${kind.since} on; ${version} does not start with a file that has it`;
}

/** The texts before and after the first colon of `Tool:Kind`. */
function headOf(source: Entry): readonly [string, string] | undefined {
  const head = lineOf(source, 'kind')?.text ?? '';
  const colon = head.indexOf(':');
  return colon < 0 ? undefined : [head.slice(0, colon), head.slice(colon + 1)];
}
