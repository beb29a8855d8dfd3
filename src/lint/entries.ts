import { parseLocation } from '../suppression/location.js';
import type { FramePattern, Suppression, Tool } from '../suppression/suppression.js';
import type { Entry, Line } from '../suppression/tree.js';
import type { LintEntry, LintFile, LintLocation } from './rule.js';

/** The entries that some tool loads, each with its lines, in the order of the file. */
export function entriesOf(file: LintFile, version: string): readonly LintEntry[] {
  const byLine = new Map<number, { suppression: Suppression; tools: Tool[] }>();
  for (const [tool, { suppressions }] of file.loaded)
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

/** Their patterns, each object once. */
export function patternsIn(entries: readonly LintEntry[]): readonly FramePattern[] {
  const all = new Set<FramePattern>();
  for (const { patterns } of entries) for (const pattern of patterns) all.add(pattern);
  return [...all];
}

/** Undefined where the tree sees another entry than the tool does, which happens in broken files only. */
function entryOf(
  file: LintFile,
  tree: Entry,
  { suppression, tools }: { suppression: Suppression; tools: readonly Tool[] },
  version: string,
): LintEntry | undefined {
  const { frames } = suppression;
  const hasExtra = suppression.extra !== undefined || suppression.leakKinds !== undefined;
  const all = tree.placesOf('body');
  const count = all.length - (hasExtra ? 1 : 0);
  if (tree.placesOf('kind').length === 0 || count < frames.length) return undefined;
  const parts = { file, tree, tools, suppression, hasExtra };
  if (count === frames.length) return new CutEntry({ ...parts, patterns: frames, places: undefined });
  const { lines } = file.tree;
  const found = all.slice(hasExtra ? 1 : 0).flatMap((place, at) => {
    const pattern = frames[at] ?? parseLocation(lines.textAt(place), version);
    return pattern ? [{ place, pattern }] : [];
  });
  const patterns = found.map(({ pattern }) => pattern);
  return new CutEntry({ ...parts, patterns, places: found.map(({ place }) => place) });
}

interface Parts extends Pick<LintEntry, 'file' | 'tree' | 'tools' | 'suppression' | 'hasExtra' | 'patterns'> {
  /** Of the patterns, where not every line of the body is one. */
  readonly places: readonly number[] | undefined;
}

/** Rules look at patterns all the time, and at lines only where they have something to say: those are cut when asked for. */
class CutEntry implements LintEntry {
  readonly file: LintFile;
  readonly tree: Entry;
  readonly tools: readonly Tool[];
  readonly suppression: Suppression;
  readonly hasExtra: boolean;
  readonly patterns: readonly FramePattern[];
  private readonly known: readonly number[] | undefined;

  constructor({ file, tree, tools, suppression, hasExtra, patterns, places }: Parts) {
    this.file = file;
    this.tree = tree;
    this.tools = tools;
    this.suppression = suppression;
    this.hasExtra = hasExtra;
    this.patterns = patterns;
    this.known = places;
  }

  get name(): Line {
    return this.tree.ofType('name')[0]!;
  }

  get kind(): Line {
    return this.tree.ofType('kind')[0]!;
  }

  get extra(): Line | undefined {
    return this.hasExtra ? this.tree.ofType('body')[0] : undefined;
  }

  get locations(): readonly LintLocation[] {
    return this.places.map((place, at) => this.locationOn(place, at));
  }

  locationAt(at: number): LintLocation {
    return this.locationOn(this.places[at]!, at);
  }

  private get places(): readonly number[] {
    return this.known ?? this.tree.placesOf('body').slice(this.hasExtra ? 1 : 0);
  }

  private locationOn(place: number, at: number): LintLocation {
    return { line: this.file.tree.lines.lineAt(place, 'body'), pattern: this.patterns[at]! };
  }
}
