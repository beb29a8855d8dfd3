import { firstAndLast, type Fit } from '../../pack/fit.js';
import type { Pack } from '../../pack/pack.js';
import { toJson } from '../json.js';
import { table } from '../table.js';
import { displayText } from '../text.js';
import { fromTo, hereWords, type Here } from './words.js';

export interface ListedPack {
  readonly pack: Pack;
  readonly here: Here;
}

/** What `chaff packs list --json` prints. */
export interface PackListJson {
  readonly version: 1;
  readonly packs: readonly {
    readonly name: string;
    readonly title: string;
    readonly tools: readonly string[];
    readonly needs: readonly string[];
    /** The versions of the library and of Valgrind that it was recorded with: the oldest and the newest. */
    readonly library: { readonly name: string; readonly from: string; readonly to: string };
    readonly valgrind: { readonly from: string; readonly to: string };
    readonly entries: number;
    /** `library` is its version on this machine; null where it is not there, or nobody could tell. */
    readonly here: { readonly library: string | null; readonly from: string; readonly fit: Fit };
  }[];
}

/** All forms of the list. A new form is a function and a line here. */
export const packListReporters: Readonly<Record<string, (packs: readonly ListedPack[]) => string>> = {
  pretty,
  json,
};

function pretty(packs: readonly ListedPack[]): string {
  if (packs.length === 0) return 'No packs.\n';
  const rows = packs.map(({ pack: { head, entries }, here }) => [
    head.name,
    head.tools.join(', '),
    String(entries.length),
    `${head.library.name} ${fromTo(seenLibrary(head))}`,
    fromTo(seenValgrind(head)),
    hereWords(here),
    head.title,
  ]);
  const heads = ['pack', 'tools', 'entries', 'recorded with', 'valgrind', 'here', 'for'];
  return table([heads, ...rows], new Set([2]))
    .map((line) => `${displayText(line)}\n`)
    .join('');
}

function json(packs: readonly ListedPack[]): string {
  const value: PackListJson = {
    version: 1,
    packs: packs.map(({ pack: { head, entries }, here }) => ({
      name: head.name,
      title: head.title,
      tools: head.tools,
      needs: head.needs,
      library: { name: head.library.name, ...range(seenLibrary(head)) },
      valgrind: range(seenValgrind(head)),
      entries: entries.length,
      here: jsonHere(here),
    })),
  };
  return toJson(value);
}

export function jsonHere({ library, fit }: Here): PackListJson['packs'][number]['here'] {
  return { library: library.value ?? null, from: library.from, fit };
}

function seenLibrary({ places }: Pack['head']) {
  return firstAndLast(places.map(({ library }) => library));
}

function seenValgrind({ places }: Pack['head']) {
  return firstAndLast(places.map(({ valgrind }) => valgrind));
}

function range([from, to]: readonly [string, string]) {
  return { from, to };
}
