import { CompletionItemKind } from 'vscode-languageserver';
import { directiveName } from '../../lint/directives.js';
import { rules } from '../../lint/rules.js';
import { metadataKeys, type MetadataKey } from '../../suppression/metadata.js';
import { wordAt, type Proposal, type Written } from './proposal.js';

const meanings: Readonly<Record<MetadataKey, string>> = {
  reason: 'Why the entry is there.',
  bug: 'The URL of a report.',
  owner: 'Who looks after it.',
  library: 'The library that has the fault, and its version.',
  added: 'The day when it was added, as YYYY-MM-DD.',
  expires: 'The last day on which it is wanted, as YYYY-MM-DD.',
  valgrind: 'The versions of Valgrind that need it.',
  max: 'At most so many findings may it hide.',
};

/**
 * For a comment: the beginning of metadata, and of a comment that silences rules; then the rules.
 * @param isAbove whether an entry could begin below it; inside of one, no rules can be silenced
 */
export function proposeComments(written: Written, isAbove: boolean): Proposal[] {
  const { text, at } = written;
  const before = text.slice(0, at);
  const start = directiveStart.exec(before)?.[0];
  if (start === undefined) return /^#[ \t]*[\w-]*$/.test(before) ? beginnings(at, isAbove) : [];
  if (!isAbove || /\s--(\s|$)/.test(before)) return [];
  const { from, to } = wordAt(written, ' \t,');
  const used = `${text.slice(start.length, from)} ${text.slice(to)}`.split(/[\s,]+/);
  return rules
    .filter(({ id }) => id !== 'syntax' && !used.includes(id))
    .map(({ id, description }) => ({
      text: id,
      detail: description,
      kind: CompletionItemKind.EnumMember,
      from,
      to,
    }));
}

const directiveStart = new RegExp(`^#\\s*${directiveName}\\s`);

function beginnings(at: number, isAbove: boolean): Proposal[] {
  const proposal = (text: string, detail: string): Proposal => ({
    text,
    detail,
    kind: CompletionItemKind.Keyword,
    from: 0,
    to: at,
  });
  return [
    ...(isAbove ? [proposal(`# ${directiveName} `, 'Silences lint rules for the entry below.')] : []),
    ...metadataKeys.map((key) => proposal(`# ${key}: `, meanings[key])),
  ];
}
