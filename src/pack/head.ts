import { tools } from '../suppression/tools.js';
import type { Tree } from '../suppression/tree.js';
import type { PackHead, PackPlace } from './pack.js';

/**
 * The head of a pack, as lines of a comment without `# `:
 *
 * ```
 * pack: glib
 * title: GLib: libglib, libgobject, libgio
 * tools: memcheck
 * needs: glibc
 * library: glib-2.0 (libglib2.0-0t64, libglib2.0-0)
 * seen on: debian 12, linux-x86_64, valgrind 3.19.0, glib-2.0 2.74.6: 14 findings in 3 runs, 2026-11-30
 * objects: libgio-2.0.so.0.7400.6 libglib-2.0.so.0.7400.6
 * stay reported: 144 planted bugs of 6 programs
 * ```
 *
 * `seen on` and `objects`, which belongs to the one above it, are there once for each place.
 */
export function headLines(head: PackHead): readonly string[] {
  const { library, planted } = head;
  return [
    `pack: ${head.name}`,
    `title: ${head.title}`,
    `tools: ${head.tools.join(', ')}`,
    ...(head.needs.length > 0 ? [`needs: ${head.needs.join(', ')}`] : []),
    `library: ${library.name} (${library.packages.join(', ')})`,
    ...head.places.flatMap((place) => [
      `seen on: ${placeLine(library.name, place)}`,
      `objects: ${place.objects.join(' ')}`,
    ]),
    `stay reported: ${planted.bugs} planted bugs of ${planted.programs} programs`,
  ];
}

/** A place of a pack, by the name of its library: `debian 12, linux-x86_64, valgrind 3.19.0, glib-2.0 2.74.6: 14 findings in …` */
export function placeLine(library: string, place: PackPlace): string {
  return (
    `${place.distribution}, ${place.platform}, valgrind ${place.valgrind}, ${library} ${place.library}: ` +
    `${place.findings} findings in ${place.runs} runs, ${place.date}`
  );
}

/** Reads the comment lines before the first entry; undefined where they are not those of a pack, or some are missing. */
export function readHead({ items }: Tree): PackHead | undefined {
  const told = new Map<string, string[]>();
  for (const item of items) {
    if (item.type === 'entry') break;
    const [, key, value] = (item.type === 'comment' && line.exec(item.text)) || [];
    if (key === undefined) continue;
    told.set(key, [...(told.get(key) ?? []), value!]);
  }
  const first = (key: string) => told.get(key)?.[0];
  const [name, title] = [first('pack'), first('title')];
  const library = /^(\S+) \(([^)]*)\)$/.exec(first('library') ?? '');
  const planted = /^(\d+) planted bugs of (\d+) programs$/.exec(first('stay reported') ?? '');
  const places = (told.get('seen on') ?? []).map((text, at) =>
    readPlace(text, told.get('objects')?.[at] ?? ''),
  );
  if (name === undefined || title === undefined || !library || !planted) return undefined;
  if (places.length === 0 || places.includes(undefined)) return undefined;
  const named = words(first('tools'));
  return {
    name,
    title,
    tools: tools.map(({ tool }) => tool).filter((tool) => named.includes(tool)),
    needs: words(first('needs')),
    library: { name: library[1]!, packages: words(library[2]) },
    places: places as readonly PackPlace[],
    planted: { bugs: Number(planted[1]), programs: Number(planted[2]) },
  };
}

const line = /^# ([a-z]+(?: [a-z]+)?): (.+)$/;

const placeShape =
  /^([^,]+), ([^,]+), valgrind ([^,]+), \S+ ([^ :]+): (\d+) findings in (\d+) runs, (\d{4}-\d\d-\d\d)$/;

function readPlace(text: string, objects: string): PackPlace | undefined {
  const found = placeShape.exec(text);
  if (!found) return undefined;
  const [, distribution, platform, valgrind, library, findings, runs, date] = found;
  return {
    distribution: distribution!,
    platform: platform!,
    valgrind: valgrind!,
    library: library!,
    findings: Number(findings),
    runs: Number(runs),
    date: date!,
    objects: objects.split(' ').filter((name) => name !== ''),
  };
}

function words(text: string | undefined): readonly string[] {
  return (text ?? '').split(/, */).filter((word) => word !== '');
}
