import { load } from '../suppression/load.js';
import { parse } from '../suppression/parse.js';
import { print } from '../suppression/print.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { coreName, tools } from '../suppression/tools.js';
import { lineOf, type Entry, type Tree } from '../suppression/tree.js';
import { surroundingsIn } from './surroundings.js';

export interface SurveyOptions {
  readonly version: string;
  readonly numCallers: number;
}

/** An entry of the file that some tool loads. */
export interface Known {
  /** The line of its name, which tells it from all others. */
  readonly line: number;
  readonly entry: Entry;
  /** As the first of `tools` loads it. */
  readonly suppression: Suppression;
  readonly tools: readonly Tool[];
  /**
   * - `free`: one tool's, and whole: it may be changed, merged and removed
   * - `shared`: names several tools, or is the core's: logs of one tool do not say whether it is needed, so it is only
   *   changed where it hides a real finding
   * - `fixed`: its bytes do not stand for themselves, a broken neighbour for example runs into it: never touched
   */
  readonly hold: 'free' | 'shared' | 'fixed';
}

/**
 * The entries of a file that tools load, in the order of the file. Those that no tool loads, because Valgrind refuses them or
 * no tool of this version is meant, are not here: nobody touches them.
 */
export function survey(tree: Tree, options: SurveyOptions): readonly Known[] {
  const entries = new Map<number, { entry: Entry; isApart: boolean }>();
  for (const [entry, { isApart }] of surroundingsIn(tree)) {
    const name = lineOf(entry, 'name');
    if (name) entries.set(name.line, { entry, isApart });
  }
  const loaded = new Map<number, { suppression: Suppression; tools: Tool[] }>();
  for (const { tool } of tools)
    for (const suppression of load(tree, { file: '', tool, ...options }).suppressions) {
      const known = loaded.get(suppression.line);
      if (known) known.tools.push(tool);
      else loaded.set(suppression.line, { suppression, tools: [tool] });
    }
  return [...loaded]
    .sort(([a], [b]) => a - b)
    .flatMap(([line, each]) => {
      const found = entries.get(line);
      if (!found) return [];
      const { entry } = found;
      const isWhole = found.isApart && loadedAlone(entry, options, each);
      const hold = !isWhole ? 'fixed' : isOneTools(entry, each.suppression, options) ? 'free' : 'shared';
      return [{ line, entry, ...each, hold }];
    });
}

/** What a tool loads from a piece of text that holds one entry. */
export function loadedFrom(bytes: string, tool: Tool, options: SurveyOptions): Suppression | undefined {
  const { suppressions, refused } = load(parse(bytes), { file: '', tool, ...options });
  return refused || suppressions.length !== 1 ? undefined : suppressions[0];
}

/** What two suppressions agree in when they are the same but for their place. */
export function contentOf({ name, kind, extra, leakKinds, frames }: Suppression): string {
  return JSON.stringify([name, kind, extra, leakKinds, frames]);
}

/** Is the entry by itself what it is in the file, for every tool? */
function loadedAlone(
  entry: Entry,
  options: SurveyOptions,
  { suppression, tools: owners }: Pick<Known, 'suppression' | 'tools'>,
): boolean {
  const alone = parse(print({ type: 'file', items: [entry] }));
  const content = contentOf(suppression);
  return tools.every(({ tool }) => {
    const { suppressions, refused } = load(alone, { file: '', tool, ...options });
    if (refused) return false;
    const contents = suppressions.map(contentOf);
    return owners.includes(tool) ? contents.length === 1 && contents[0] === content : contents.length === 0;
  });
}

function isOneTools(entry: Entry, { kind }: Suppression, { version }: SurveyOptions): boolean {
  const [names] = lineOf(entry, 'kind')!.text.split(':', 1);
  return names === kind.slice(0, kind.indexOf(':')) && names !== coreName(version);
}
