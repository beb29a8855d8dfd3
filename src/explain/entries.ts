import { isClosed } from '../rewrite/surroundings.js';
import { loadedFrom, type SurveyOptions } from '../rewrite/survey.js';
import { load } from '../suppression/load.js';
import type { SourceFile } from '../suppression/load-set.js';
import { parse } from '../suppression/parse.js';
import type { SyntaxProblem } from '../suppression/problem.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { toolInfo } from '../suppression/tools.js';
import { lineOf, type Entry } from '../suppression/tree.js';

/** An entry of a set, whether a tool loads it or not. All texts are byte strings. */
export interface ReadEntry {
  readonly name: string;
  readonly file: string;
  /** Of the name, as in Valgrind's `used_suppression`. */
  readonly line: number;
  /** The first and the last line in the file, comments above included. */
  readonly first: number;
  readonly last: number;
  /** The line `Tool:Kind` as it stands there. */
  readonly head: string;
  /** What each tool has of it; empty where none loads it. */
  readonly loaded: ReadonlyMap<Tool, Suppression>;
  /** What a tool would have if its name stood in the head as Valgrind spells it; the corrected head. */
  readonly meant: ReadonlyMap<Tool, { readonly head: string; readonly suppression: Suppression }>;
  /** How many location lines it has; Valgrind keeps the first `--num-callers`. */
  readonly locations: number;
}

/** What a tool says while it reads a file. */
export interface Said {
  readonly tool: Tool;
  readonly problem: SyntaxProblem;
}

export interface ReadSet {
  /** In the order of the files. Valgrind searches the other way round. */
  readonly entries: readonly ReadEntry[];
  /** In the order of the tools, then of the files. At the first error a tool ends, with nothing loaded. */
  readonly problems: readonly Said[];
}

/** The largest `--num-callers` there is: nothing is cut. */
const uncut = 500;

/** Reads the entries of files, also of files that a tool would refuse: then as if its mistakes were mended. */
export function readSet(
  files: readonly SourceFile[],
  tools: readonly Tool[],
  options: SurveyOptions,
): ReadSet {
  const read = files.map((file) => readFile(file, tools, options));
  const problems = read.flatMap((each) => each.problems);
  return {
    entries: read.flatMap(({ entries }) => entries),
    problems: tools.flatMap((tool) => problems.filter((each) => each.tool === tool)),
  };
}

function readFile(
  { name: file, bytes }: SourceFile,
  tools: readonly Tool[],
  options: SurveyOptions,
): ReadSet {
  const tree = parse(bytes);
  const loads = tools.map((tool) => ({ tool, ...load(tree, { file, tool, ...options }) }));
  const whole = tools.flatMap(
    (tool) => load(tree, { file, tool, ...options, numCallers: uncut }).suppressions,
  );
  const lengths = new Map(whole.map(({ line, frames }) => [line, frames.length]));
  const entries = tree.items.flatMap((item): ReadEntry[] => {
    const name = item.type === 'entry' ? lineOf(item, 'name') : undefined;
    if (item.type !== 'entry' || !name) return [];
    const loaded = new Map(
      loads.flatMap(({ tool, suppressions }) => {
        const found = suppressions.find(({ line }) => line === name.line);
        return found ? [[tool, found] as const] : [];
      }),
    );
    const kept = [...loaded.values()][0]?.frames.length ?? 0;
    return [
      {
        name: name.text,
        file,
        line: name.line,
        first: item.from + 1,
        last: item.to,
        head: lineOf(item, 'kind')?.text ?? '',
        loaded,
        meant: meantFor(item, tools, loaded, { file, line: name.line, ...options }),
        locations: lengths.get(name.line) ?? kept,
      },
    ];
  });
  return {
    entries,
    problems: loads.flatMap(({ tool, problems }) => problems.map((problem) => ({ tool, problem }))),
  };
}

/** The tools that the head names in a spelling that Valgrind does not read: `memcheck`, `DRD`, `Memcheck, drd`. */
function meantFor(
  entry: Entry,
  tools: readonly Tool[],
  loaded: ReadonlyMap<Tool, Suppression>,
  { file, line, ...options }: SurveyOptions & { readonly file: string; readonly line: number },
): ReadEntry['meant'] {
  const head = lineOf(entry, 'kind')?.text ?? '';
  const colon = head.indexOf(':');
  if (colon < 0 || !isClosed(entry)) return new Map();
  const named = head
    .slice(0, colon)
    .split(',')
    .map((each) => each.trim().toLowerCase());
  return new Map(
    tools.flatMap((tool) => {
      const { displayName } = toolInfo(tool);
      if (loaded.has(tool) || !named.includes(displayName.toLowerCase())) return [];
      const mended = `${displayName}:${head.slice(colon + 1).trim()}`;
      const suppression = loadedFrom(bytesWithHead(entry, mended), tool, options);
      return suppression
        ? [[tool, { head: mended, suppression: { ...suppression, file, line } }] as const]
        : [];
    }),
  );
}

function bytesWithHead({ lines }: Entry, head: string): string {
  return lines
    .map(({ type, indent, text, end }) => `${indent}${type === 'kind' ? head : text}${end}`)
    .join('');
}
