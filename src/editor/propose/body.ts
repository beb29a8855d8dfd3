import { CompletionItemKind } from 'vscode-languageserver';
import { fishyValues } from '../../suppression/fishy-values.js';
import type { ExtraLine } from '../../suppression/kinds.js';
import { meaningOfLeakKind } from '../../suppression/meaning.js';
import { commonParametersIn } from '../../suppression/parameters.js';
import { leakKinds } from '../../suppression/suppression.js';
import { compareVersions } from '../../suppression/version.js';
import { wordAt, type Proposal, type Written } from './proposal.js';

/** For a line below the kind. `extra` is what the kind has there, where the line is the first; else `none`. */
export function proposeBody(written: Written, extra: ExtraLine, version: string): Proposal[] {
  switch (extra) {
    case 'parameter':
      return proposeTexts(written, commonParametersIn(version));
    case 'fishy-value':
      return [...proposeTexts(written, fishyValues), ...proposeLocations(written, version)];
    case 'leak-kinds':
      return compareVersions(version, '3.9') < 0
        ? proposeLocations(written, version)
        : proposeLeaks(written, version);
    case 'none':
      return proposeLocations(written, version);
  }
}

function proposeTexts({ text }: Written, texts: readonly string[]): Proposal[] {
  return texts.map((each) => ({
    text: each,
    detail: undefined,
    kind: CompletionItemKind.Value,
    from: 0,
    to: text.length,
  }));
}

const keyword = 'match-leak-kinds:';

function proposeLeaks(written: Written, version: string): Proposal[] {
  const { text, at } = written;
  if (!text.startsWith(keyword)) {
    const detail = 'Which leaks the entry is for; of every kind without this line.';
    const beginning = {
      text: `${keyword} `,
      detail,
      kind: CompletionItemKind.Keyword,
      ...beginningOf(written),
    };
    return isBeginning(written) ? [beginning, ...proposeLocations(written, version)] : [];
  }
  if (at < keyword.length) return [];
  const { from, to } = wordAt(written, ': \t,');
  const used = new Set(`${text.slice(keyword.length, from)},${text.slice(to)}`.match(/[a-z]+/g));
  const words = [...leakKinds.toReversed(), ...(used.size === 0 ? (['all', 'none'] as const) : [])];
  return words
    .filter((word) => !used.has(word))
    .map((word) => ({
      text: from === keyword.length ? ` ${word}` : word,
      label: word,
      detail: meaningOfLeakKind(word),
      kind: CompletionItemKind.EnumMember,
      from,
      to,
    }));
}

function proposeLocations(written: Written, version: string): Proposal[] {
  if (!isBeginning(written)) return [];
  const locations = [
    ['fun:', 'The linker symbol of a function, mangled; * and ? are wildcards.'],
    ['obj:', 'The path of the program or library that the function is in; * and ? are wildcards.'],
    ...(compareVersions(version, '3.14') < 0
      ? []
      : [['src:', 'The source file, and the line behind another colon; * and ? are wildcards.']]),
    ['...', 'Any number of frames, none included.'],
  ] as const;
  return locations.map(([text, detail]) => ({
    text,
    detail,
    kind: CompletionItemKind.Keyword,
    ...beginningOf(written),
  }));
}

/** Whether the cursor is still in the word that a line begins with. */
function isBeginning({ text, at }: Written): boolean {
  return /^[\w.-]*$/.test(text.slice(0, at));
}

function beginningOf({ text }: Written): { readonly from: number; readonly to: number } {
  return { from: 0, to: /^[\w.-]*:?/.exec(text)![0].length };
}
