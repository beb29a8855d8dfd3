import { loadedByEveryTool } from '../suppression/every-tool.js';
import { parse } from '../suppression/parse.js';
import { print } from '../suppression/print.js';
import type { Suppression } from '../suppression/suppression.js';
import type { Entry } from '../suppression/tree.js';
import type { Edit, Fix, RuleProblem } from './problem.js';
import { hidingTooMuch, type Judged } from './too-much.js';

/**
 * What becomes of an entry once it is edited: a tool refuses it and the file with it, no tool loads it, it hides too much
 * to be brought to life unasked, or none of that. Entries that all tools skip are never validated, so a change that brings
 * one to life can break the file.
 *
 * @param edits in the bytes of the entry's file, within the entry, in order
 */
export function outcomeOf(
  entry: Entry,
  edits: readonly Edit[],
  judged: Judged,
): 'loaded' | 'skipped' | 'refused' | 'too much' {
  const tree = parse(edited(entry, edits));
  // Several tools may load it, all of them the same.
  let loaded: readonly Suppression[] = [];
  for (const { refused, suppressions } of loadedByEveryTool(tree, judged.version)) {
    if (refused) return 'refused';
    if (suppressions.length > 0) loaded = suppressions;
  }
  if (loaded.length === 0) return 'skipped';
  return hidingTooMuch(loaded, judged).length > 0 ? 'too much' : 'loaded';
}

/**
 * A change that brings an entry to life, as a fix; where the entry would hide too much then, somebody has to decide; and
 * what no tool would load is no help.
 */
export function offerOf(entry: Entry, change: Fix, judged: Judged): Pick<RuleProblem, 'fix' | 'suggestions'> {
  switch (outcomeOf(entry, change.edits, judged)) {
    case 'loaded':
      return { fix: change };
    case 'too much':
      return { suggestions: [change] };
    default:
      return { fix: null };
  }
}

function edited(entry: Entry, edits: readonly Edit[]): string {
  const bytes = print({ type: 'file', items: [entry] });
  const first = entry.lines[0]!;
  const begin = first.offset - first.indent.length;
  let text = '';
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    text += bytes.slice(at, start - begin) + replacement;
    at = end - begin;
  }
  return text + bytes.slice(at);
}
