import type { Check, CheckedFinding } from '../check/check.js';
import { baseName } from '../finding/base-name.js';
import type { Finding } from '../finding/finding.js';
import type { Process } from '../log/sink.js';
import type { SetEntry } from '../set/set-entry.js';
import { placeKey } from '../suppression/place-key.js';
import type { Tool } from '../suppression/suppression.js';
import { compareVersions, parseVersion } from '../suppression/version.js';
import { readObjectName } from './objects.js';
import type { Pack, PackEntry, PackPlace } from './pack.js';

/** What packs do with logs. */
export interface PacksInLogs {
  /** Distinct findings of the logs, and those that some pack surely hides. */
  readonly findings: number;
  readonly hidden: number;
  /** The first hides most, each after it most of what those before leave. */
  readonly packs: readonly PackInLogs[];
}

export interface PackInLogs {
  readonly pack: Pack;
  /** Distinct findings that it surely hides. */
  readonly hides: number;
  /** Of these, those that no pack before it hides. */
  readonly beyond: number;
  /** Those that are marked as real. */
  readonly real: readonly CheckedFinding[];
  /** The files of the logs that the pack is about, whatever their version. */
  readonly objects: readonly ObjectInLogs[];
  /** The versions of Valgrind that the logs tell, where the logs show files that the pack is about. */
  readonly valgrind: readonly { readonly version: string; readonly isSeen: boolean }[];
  /** Entries for tools of the logs that hide nothing, and were seen only with other versions of the files than theirs. */
  readonly outOfDate: readonly PackEntry[];
}

export interface ObjectInLogs {
  /** The name of the file. */
  readonly name: string;
  /** Was the pack recorded with this version? Names that tell none leave it open. */
  readonly version: 'seen' | 'other' | 'not told';
}

/** @param checked all packs laid over the logs at once; they are told apart by the names of their files */
export function packsInLogs(
  packs: readonly Pack[],
  checked: Check,
  processes: readonly Process[],
): PacksInLogs {
  const hidden = new Map<string, CheckedFinding[]>(packs.map(({ file }) => [file.name, []]));
  for (const finding of checked.findings)
    for (const file of new Set(finding.hiddenBy.map((entry) => entry.file))) hidden.get(file)?.push(finding);
  const used = new Set(
    checked.suppressions.filter(({ hides, mayHide }) => hides + mayHide > 0).map(placeKey),
  );
  const names = objectNames(checked.findings.map(({ finding }) => finding));
  const versions = valgrindsOf(processes);
  const tools = new Set(
    [...processes, ...checked.findings.map(({ finding }) => finding)].map(({ tool }) => tool),
  );
  const told = byGain(packs, hidden).map(({ pack, beyond }): PackInLogs => {
    const findings = hidden.get(pack.file.name)!;
    const objects = objectsOf(pack, names);
    const isSeen = (version: string) =>
      pack.head.places.some(({ valgrind }) => parseVersion(valgrind)?.join('.') === version);
    return {
      ...{ pack, beyond, objects },
      hides: findings.length,
      real: findings.filter(({ real }) => real),
      valgrind: objects.length > 0 ? versions.map((version) => ({ version, isSeen: isSeen(version) })) : [],
      outOfDate: outOfDate(pack, objects, (entry) => used.has(placeKey(entry)) || !isForAny(entry, tools)),
    };
  });
  return {
    findings: checked.findings.length,
    hidden: told.reduce((sum, { beyond }) => sum + beyond, 0),
    packs: told,
  };
}

function isForAny({ loaded }: SetEntry, tools: ReadonlySet<Tool | undefined>): boolean {
  return [...loaded.keys()].some((tool) => tools.has(tool));
}

/** Takes the pack that hides most of what is left, again and again. */
function byGain(
  packs: readonly Pack[],
  hidden: ReadonlyMap<string, readonly CheckedFinding[]>,
): readonly { readonly pack: Pack; readonly beyond: number }[] {
  const done = new Set<CheckedFinding>();
  const left = new Set(packs);
  const order: { pack: Pack; beyond: number }[] = [];
  while (left.size > 0) {
    const [next] = [...left]
      .map((pack) => {
        const own = hidden.get(pack.file.name)!;
        return { pack, own, beyond: own.filter((finding) => !done.has(finding)).length };
      })
      .sort(
        (a, b) =>
          b.beyond - a.beyond ||
          b.own.length - a.own.length ||
          (a.pack.head.name < b.pack.head.name ? -1 : 1),
      );
    const { pack, own, beyond } = next!;
    order.push({ pack, beyond });
    left.delete(pack);
    for (const finding of own) done.add(finding);
  }
  return order;
}

/** The names, without folders, of all files on the stacks. */
function objectNames(findings: readonly Finding[]): readonly string[] {
  const paths = new Set<string>();
  for (const { frames, variants } of findings)
    for (const stack of [frames, ...variants])
      for (const { obj } of stack) if (obj !== undefined) paths.add(obj);
  return [...new Set([...paths].map(baseName))].sort();
}

/** The versions of Valgrind that logs tell, oldest first. */
function valgrindsOf(processes: readonly Process[]): readonly string[] {
  const told = new Set(processes.flatMap(({ valgrind = '' }) => parseVersion(valgrind)?.join('.') ?? []));
  return [...told].sort(compareVersions);
}

function objectsOf({ head }: Pack, names: readonly string[]): readonly ObjectInLogs[] {
  const seen = new Set(head.places.flatMap(({ objects }) => objects));
  const stems = new Set([...seen].map((name) => readObjectName(name).stem));
  return names.flatMap((name): ObjectInLogs[] => {
    const { stem, version } = readObjectName(name);
    if (!stems.has(stem)) return [];
    if (version === undefined) return [{ name, version: 'not told' }];
    return [{ name, version: seen.has(name) ? 'seen' : 'other' }];
  });
}

/** Where no file tells its version nobody can tell of any entry. */
function outOfDate(
  { head, entries }: Pack,
  objects: readonly ObjectInLogs[],
  isExcused: (entry: SetEntry) => boolean,
): readonly PackEntry[] {
  const telling = new Set(objects.flatMap(({ name, version }) => (version === 'not told' ? [] : [name])));
  if (telling.size === 0) return [];
  const here = placesOf(telling, head.places).map(({ distribution }) => distribution);
  return entries.filter(
    ({ entry, seen }) =>
      seen !== undefined &&
      !isExcused(entry) &&
      !seen.distributions.some((distribution) => here.includes(distribution)),
  );
}

/** The places that may have some files: not those of which another one has all these files, and more of them. */
function placesOf(names: ReadonlySet<string>, places: readonly PackPlace[]): readonly PackPlace[] {
  const had = places
    .map((place) => ({ place, has: new Set(place.objects.filter((name) => names.has(name))) }))
    .filter(({ has }) => has.size > 0);
  const isPartOf = (some: ReadonlySet<string>, all: ReadonlySet<string>) =>
    some.size < all.size && [...some].every((name) => all.has(name));
  return had.filter(({ has }) => !had.some((other) => isPartOf(has, other.has))).map(({ place }) => place);
}
