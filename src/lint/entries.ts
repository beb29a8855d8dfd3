import type { Loaded } from '../suppression/load.js';
import { parseLocation } from '../suppression/location.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { lineOf, type Entry, type Line, type Tree } from '../suppression/tree.js';
import type { LintEntry, LintFile, LintLocation } from './rule.js';

/** The entries that some tool loads, each with its lines, in the order of the file. */
export function entriesOf(
  file: LintFile,
  tree: Tree,
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
  for (const item of tree.items) {
    if (item.type !== 'entry') continue;
    const name = lineOf(item, 'name');
    const of = name && byLine.get(name.line);
    const entry = of && entryOf(file, item, name, of, version);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** Undefined where the tree sees another entry than the tool does, which happens in broken files only. */
function entryOf(
  file: LintFile,
  tree: Entry,
  name: Line,
  { suppression, tools }: { suppression: Suppression; tools: readonly Tool[] },
  version: string,
): LintEntry | undefined {
  const kind = lineOf(tree, 'kind');
  const body = tree.lines.filter(({ type }) => type === 'body');
  const hasExtra = suppression.extra !== undefined || suppression.leakKinds !== undefined;
  const locations = body
    .slice(hasExtra ? 1 : 0)
    .map((line): LintLocation | undefined => {
      const pattern = parseLocation(line.text, version);
      return pattern && { line, pattern };
    })
    .filter((location) => location !== undefined);
  if (!kind || locations.length < suppression.frames.length) return undefined;
  return { file, tree, name, kind, extra: hasExtra ? body[0] : undefined, locations, tools, suppression };
}
