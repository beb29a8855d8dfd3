import type { Pack, PackEntry, PackHead, Seen } from '../../pack/pack.js';
import { placeLine } from '../../pack/head.js';
import { seenLine } from '../../pack/seen.js';
import { toJson } from '../json.js';
import { jsonMetadata, type JsonMetadata } from '../metadata.js';
import { plural } from '../plural.js';
import { table } from '../table.js';
import { displayText } from '../text.js';
import { jsonHere, type PackListJson } from './list.js';
import { hereWords, type Here } from './words.js';

export interface ShownPack {
  readonly pack: Pack;
  readonly here: Here;
  /** The entries that are for the versions of this machine. */
  readonly forHere: readonly PackEntry[];
}

/** What `chaff packs show --json` prints. */
export interface PackShowJson extends PackHead {
  readonly version: 1;
  readonly file: string;
  readonly here: PackListJson['packs'][number]['here'];
  readonly entries: readonly {
    readonly name: string;
    readonly line: number;
    readonly seen: Seen | null;
    readonly breadth: string | null;
    readonly metadata: JsonMetadata;
    /** Is it for the version of the library that is here? */
    readonly isForHere: boolean;
  }[];
}

/** All forms of the account of one pack. A new form is a function and a line here. */
export const packShowReporters: Readonly<Record<string, (shown: ShownPack) => string>> = { pretty, json };

function pretty({ pack: { head, entries, file }, here, forHere }: ShownPack): string {
  const { library, planted } = head;
  const hereLine =
    typeof here.library.value === 'string'
      ? `${hereWords(here)} (${here.library.from}); ${forHere.length} of ${plural(entries.length, 'entry')} are for it`
      : `${hereWords(here)}: ${here.library.from}`;
  const facts = [
    ['tools', head.tools.join(', ')],
    ...(head.needs.length > 0 ? [['needs', head.needs.join(', ')]] : []),
    ['library', `${library.name} (Debian: ${library.packages.join(', ')})`],
    ['here', hereLine],
    ...head.places.map((place) => ['seen on', placeLine(library.name, place)]),
    ['stay reported', `${plural(planted.bugs, 'planted bug')} of ${plural(planted.programs, 'program')}`],
    ['file', file.name],
  ];
  const isForHere = new Set(forHere);
  const lines = [
    `${head.name}: ${head.title}`,
    '',
    ...table(facts).map((line) => `  ${line}`),
    '',
    ...entries.flatMap((each) => [...entryLines(each, isForHere.has(each)), '']),
  ];
  return lines.map((line) => `${displayText(line)}\n`).join('');
}

function entryLines({ entry, seen, breadth }: PackEntry, isForHere: boolean): readonly string[] {
  const { metadata } = entry;
  return [
    `${entry.line}: ${entry.name}`,
    ...metadata.reason.map(({ value }) => `  reason: ${value}`),
    ...(seen ? [`  ${seenLine(seen)}`] : []),
    ...(breadth === undefined ? [] : [`  breadth: ${breadth}`]),
    ...metadata.library.map(
      ({ value: { name, version = '' } }) =>
        `  library: ${name} ${version}${isForHere ? '' : ', which is not what is here'}`,
    ),
  ];
}

function json({ pack: { head, entries, file }, here, forHere }: ShownPack): string {
  const isForHere = new Set(forHere);
  const value: PackShowJson = {
    version: 1,
    ...head,
    file: file.name,
    here: jsonHere(here),
    entries: entries.map((each) => ({
      name: each.entry.name,
      line: each.entry.line,
      seen: each.seen ?? null,
      breadth: each.breadth ?? null,
      metadata: jsonMetadata(each.entry.metadata),
      isForHere: isForHere.has(each),
    })),
  };
  return toJson(value);
}
