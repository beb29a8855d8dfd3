import { directiveName } from '../suppression/directive-name.js';
import type { Line, Pieces } from '../suppression/tree.js';
import { firstAtLeast } from './sorted.js';

/** A comment that silences rules for the entry after it: `# chaff-disable-next-entry rule, rule -- reason`. */
export interface Directive {
  readonly line: Line;
  /** Ids as written, each with its place in the text of the line. */
  readonly rules: readonly { readonly id: string; readonly from: number }[];
  /** The text after ` -- `; empty where there is none. */
  readonly reason: string;
  /** The lines of the entry that it is for, first and last; undefined where none follows. */
  readonly entry: { readonly first: number; readonly last: number } | undefined;
}

export { directiveName };

const start = new RegExp(`^#\\s*${directiveName}(?![\\w-])`);

/** The directives of a file, in order. */
export function directivesOf(tree: Pieces): Directive[] {
  const found: Directive[] = [];
  let open: Line[] = [];
  for (const item of tree.items) {
    const lines = item.type === 'entry' ? item.lines : [item];
    const opening = lines.findIndex(({ type }) => type === 'open');
    const above = opening < 0 ? lines : lines.slice(0, opening);
    for (const line of above) if (isDirective(line)) open.push(line);
    if (opening < 0) continue;
    const entry = { first: lines[0]!.line, last: lines.at(-1)!.line };
    for (const line of open) found.push(directive(line, entry));
    open = [];
    // Inside of an entry there is no next one to mean: that a comment there silences nothing is said of it.
    for (const line of lines.slice(opening)) if (isDirective(line)) found.push(directive(line, undefined));
  }
  return [...found, ...open.map((line) => directive(line, undefined))];
}

function isDirective({ type, text }: Line): boolean {
  return type === 'comment' && start.test(text);
}

function directive(line: Line, entry: Directive['entry']): Directive {
  const begin = start.exec(line.text)![0].length;
  const rest = line.text.slice(begin);
  const dashes = /(?:^|\s)--(?:\s|$)/.exec(rest);
  const list = dashes ? rest.slice(0, dashes.index) : rest;
  const rules = [...list.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({ id, from: begin + index }));
  const reason = dashes ? rest.slice(dashes.index + dashes[0].length).trim() : '';
  return { line, rules, reason, entry };
}

/** Prepares the question whether directives of a file silence problems of a rule on a line. */
export function silencer(directives: readonly Directive[]): (rule: string, line: number) => boolean {
  const silent = new Map<string, { firsts: number[]; lasts: number[] }>();
  for (const { rules, entry } of directives)
    for (const { id } of entry ? rules : []) {
      const entries = silent.get(id) ?? { firsts: [], lasts: [] };
      silent.set(id, entries);
      entries.firsts.push(entry!.first);
      entries.lasts.push(entry!.last);
    }
  return (rule, line) => {
    const entries = silent.get(rule);
    return entries !== undefined && (entries.firsts[firstAtLeast(entries.lasts, line)] ?? Infinity) <= line;
  };
}
