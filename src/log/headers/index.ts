import type { Tool } from '../../suppression/suppression.js';
import { coreKinds, readCoreHeader } from './core.js';
import { readDrdHeader } from './drd.js';
import type { ErrorHeader, HeaderReader } from './header.js';
import { readHelgrindHeader } from './helgrind.js';
import { memcheckFromXml, readMemcheckHeader } from './memcheck.js';

export type { ErrorHeader, HeaderReader } from './header.js';
export { canonicalKind } from './kind.js';

/** The readers of each tool's own headers, in the order in which they are tried when the tool is not known. */
const readers: readonly (readonly [tool: Tool, read: HeaderReader])[] = [
  ['memcheck', readMemcheckHeader],
  ['helgrind', readHelgrindHeader],
  ['drd', readDrdHeader],
];

/** How each tool names itself in suppressions. */
const names: Readonly<Record<Tool, string>> = {
  memcheck: 'Memcheck',
  helgrind: 'Helgrind',
  drd: 'drd',
  'exp-sgcheck': 'exp-sgcheck',
  'exp-ptrcheck': 'exp-ptrcheck',
  none: 'CoreError',
};

/**
 * From an error's header text to what a suppression needs. A log without banner (`-q`, a
 * forked child) leaves `tool` undefined: all tools are tried. Undefined when the text is none of their errors.
 */
export function readHeader(text: string, tool?: Tool, valgrind?: string): ErrorHeader | undefined {
  for (const [name, read] of readers) {
    if (tool !== undefined && tool !== name) continue;
    const header = read(text, valgrind);
    if (header) return header;
  }
  if (tool?.startsWith('exp-')) {
    return /^Invalid (?:read|write) of size /.test(text) ? { kind: `${tool}:SorG` } : undefined;
  }
  return readCoreHeader(text, valgrind);
}

/**
 * From the XML log's `<kind>` and `<what>` (or `<text>` of `<xwhat>`) to the same result as the text log's header.
 * Undefined when the kind is not one of the tool's, or when the text that must complete it is damaged.
 */
export function fromXmlKind(tool: Tool, xmlKind: string, text: string): ErrorHeader | undefined {
  if (coreKinds.includes(xmlKind)) return { kind: `CoreError:${xmlKind}` };
  if (tool === 'memcheck') return memcheckFromXml(xmlKind, text.trim());
  if (tool === 'none' || !/^[A-Za-z0-9]{1,64}$/.test(xmlKind)) return undefined;
  return { kind: `${names[tool]}:${xmlKind}` };
}

const toolsByName: ReadonlyMap<string, Tool> = new Map(
  (Object.entries(names) as [Tool, string][]).flatMap(([tool, name]) =>
    tool === 'none' ? [] : [[name, tool]],
  ),
);

/** The tool that reports errors of a kind: `Memcheck:Leak` → `memcheck`; undefined for `CoreError`, which any tool can. */
export function toolNamedBy(kind: string): Tool | undefined {
  if (kind !== last.kind) last = { kind, tool: toolsByName.get(kind.slice(0, kind.indexOf(':'))) };
  return last.tool;
}

/** The kind asked for last: mostly it is asked for again. */
let last: { readonly kind: string; readonly tool: Tool | undefined } = { kind: '', tool: undefined };
