import type { Loaded } from '../suppression/load.js';
import type { Lines } from '../suppression/lines.js';
import { parseLocation } from '../suppression/location.js';
import type { FramePattern, Suppression, Tool } from '../suppression/suppression.js';
import type { Entry, Line } from '../suppression/tree.js';
import type { LintEntry, LintFile, LintLocation } from './rule.js';

/** The entries that some tool loads, each with its lines, in the order of the file. */
export function entriesOf(
  file: LintFile,
  loaded: ReadonlyMap<Tool, Loaded>,
  version: string,
): readonly LintEntry[] {
  const byLine = new Map<number, { suppression: Suppression; tools: Tool[] }>();
  for (const [tool, { suppressions }] of loaded)
    for (const suppression of suppressions) {
      const known = byLine.get(suppression.line);
      if (known) known.tools.push(tool);
      else byLine.set(suppression.line, { suppression, tools: [tool] });
    }
  const entries: LintEntry[] = [];
  for (const item of file.tree.items) {
    if (item.type !== 'entry') continue;
    const [name] = item.placesOf('name');
    const of = name === undefined ? undefined : byLine.get(name + 1);
    const entry = of && entryOf(file, item, of, version);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** Undefined where the tree sees another entry than the tool does, which happens in broken files only. */
function entryOf(
  file: LintFile,
  tree: Entry,
  { suppression, tools }: { suppression: Suppression; tools: readonly Tool[] },
  version: string,
): LintEntry | undefined {
  const { lines } = file.tree;
  const body = tree.placesOf('body');
  const hasExtra = suppression.extra !== undefined || suppression.leakKinds !== undefined;
  const locations: LintLocation[] = [];
  for (let k = hasExtra ? 1 : 0; k < body.length; k += 1) {
    const pattern = suppression.frames[locations.length] ?? parseLocation(lines.textAt(body[k]!), version);
    if (pattern) locations.push(new CutLocation(lines, body[k]!, pattern));
  }
  const isWhole = tree.placesOf('kind').length > 0 && locations.length >= suppression.frames.length;
  return isWhole ? new CutEntry(file, tree, locations, tools, suppression, hasExtra) : undefined;
}

/** Rules look at patterns all the time, and at lines only where they have something to say: those are cut when asked for. */
class CutLocation implements LintLocation {
  readonly pattern: FramePattern;
  readonly #lines: Lines;
  readonly #place: number;

  constructor(lines: Lines, place: number, pattern: FramePattern) {
    this.pattern = pattern;
    this.#lines = lines;
    this.#place = place;
  }

  get line(): Line {
    return this.#lines.lineAt(this.#place, 'body');
  }
}

class CutEntry implements LintEntry {
  constructor(
    readonly file: LintFile,
    readonly tree: Entry,
    readonly locations: readonly LintLocation[],
    readonly tools: readonly Tool[],
    readonly suppression: Suppression,
    readonly hasExtra: boolean,
  ) {}

  get name(): Line {
    return this.tree.ofType('name')[0]!;
  }

  get kind(): Line {
    return this.tree.ofType('kind')[0]!;
  }

  get extra(): Line | undefined {
    return this.hasExtra ? this.tree.ofType('body')[0] : undefined;
  }
}
