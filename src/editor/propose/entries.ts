import { CompletionItemKind } from 'vscode-languageserver';
import { meaningOfTool } from '../../suppression/meaning.js';
import { ownersIn } from '../head.js';
import type { Proposal, Written } from './proposal.js';

/** For a line where an entry could begin: whole entries, where the editor can have places filled in. */
export function proposeEntries({ text }: Written, version: string): Proposal[] {
  if (!['', '{', '{}'].includes(text)) return [];
  const entries = ownersIn(version).map(({ name, kinds }) => {
    // A kind with a line of its own below it would need another snippet.
    const plain = kinds.filter(({ extra }) => extra === 'none');
    const choices = plain.map((kind) => `${name}:${kind.name}`).join(',');
    return entry(`{ ${name} }`, meaningOfTool(name), [`\${2|${choices}|}`, 'fun:${3:function}'], text);
  });
  const leak = [
    'Memcheck:Leak',
    'match-leak-kinds: ${2|definite,indirect,possible,reachable|}',
    'fun:${3:malloc}',
    'fun:${4:function}',
  ];
  return [entry('{ leak }', 'Leaks of one kind.', leak, text), ...entries];
}

function entry(
  label: string,
  detail: string | undefined,
  lines: readonly string[],
  { length }: string,
): Proposal {
  const text = ['{', ...['${1:name}', ...lines].map((line) => `   ${line}`), '}', ''].join('\n');
  return { text, label, detail, kind: CompletionItemKind.Snippet, from: 0, to: length, isSnippet: true };
}
