import { coreKinds, type Kind } from '../../suppression/kinds.js';
import { meaningOfKind, meaningOfTool } from '../../suppression/meaning.js';
import { tools, type ToolInfo } from '../../suppression/tools.js';
import { headOf } from '../head.js';
import type { Description } from './description.js';
import { code, paragraphs } from './markdown.js';

/** About the part of the line `Tool:Kind` that holds a byte. */
export function describeHead(text: string, at: number): Description | undefined {
  const { tools: listed, kind } = headOf(text);
  if (kind && at >= kind.from) {
    const about = listed.map(({ name }) => aboutKind(name, kind.name));
    return described(paragraphs(about), kind.from, text.length);
  }
  const tool = listed.findLast(({ from }) => from <= at);
  const about = tool && aboutTool(tool.name);
  return about === undefined ? undefined : described(about, tool!.from, tool!.from + tool!.name.length);
}

function described(markdown: string, from: number, to: number): Description | undefined {
  return markdown === '' ? undefined : { markdown, from, to };
}

function aboutKind(tool: string, name: string): string | undefined {
  const owner = tools.find(({ displayName }) => displayName === tool);
  const kinds: readonly Kind[] = tool === 'CoreError' ? coreKinds : (owner?.kinds ?? []);
  const kind = kinds.find((each) => each.name === name);
  if (!kind) return undefined;
  const alias = kind.aliasOf === undefined ? '' : ` The same as ${code(`${tool}:${kind.aliasOf}`)}.`;
  return `${code(`${tool}:${name}`)}: ${meaningOfKind(tool, name)}${alias} ${lifetime(kind)}`;
}

function aboutTool(name: string): string | undefined {
  const meaning = meaningOfTool(name);
  if (meaning === undefined) return undefined;
  const info = tools.find(({ displayName }) => displayName === name);
  return `${code(name)}: ${meaning}${info ? ` ${lifetime(info)}` : ''}`;
}

function lifetime({ since, until }: Pick<Kind | ToolInfo, 'since' | 'until'>): string {
  return until === undefined ? `Since Valgrind ${since}.` : `From Valgrind ${since} until before ${until}.`;
}
