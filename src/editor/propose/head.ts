import { CompletionItemKind } from 'vscode-languageserver';
import { meaningOfKind, meaningOfTool } from '../../suppression/meaning.js';
import { headOf, ownersIn } from '../head.js';
import { wordAt, type Proposal, type Written } from './proposal.js';

/** For the line `Tool:Kind`: before the colon tools and whole lines, behind it the kinds of the tools that are named. */
export function proposeHead(written: Written, version: string): Proposal[] {
  const { text, at } = written;
  const { tools, kind } = headOf(text);
  const owners = ownersIn(version);
  if (kind && at >= kind.from) {
    const named = owners.filter(({ name }) => tools.some((tool) => tool.name === name));
    return named.flatMap(({ name, kinds }) =>
      kinds.map((each) => proposal(each.name, meaningOfKind(name, each.name), kind.from, text.length)),
    );
  }
  const word = wordAt(written, ',:');
  const others = tools.filter(({ from }) => from !== word.from).map(({ name }) => name);
  const lines = owners.flatMap(({ name, kinds }) =>
    kinds.map((each) =>
      proposal(`${name}:${each.name}`, meaningOfKind(name, each.name), word.from, text.length),
    ),
  );
  const names = owners
    .filter(({ name }) => !others.includes(name))
    .map(({ name }) => ({
      ...proposal(kind ? name : `${name}:`, meaningOfTool(name), word.from, word.to),
      label: name,
      kind: CompletionItemKind.Module,
    }));
  return others.length > 0 ? names : [...lines, ...names];
}

function proposal(text: string, detail: string | undefined, from: number, to: number): Proposal {
  return { text, detail, kind: CompletionItemKind.EnumMember, from, to };
}
