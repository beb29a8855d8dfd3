import { drdKinds, helgrindKinds, memcheckKinds, ptrcheckKinds, type Kind } from './kinds.js';
import type { Tool } from './suppression.js';
import { compareVersions, existsIn } from './version.js';

/** A tool of Valgrind that reads suppression files. */
export interface ToolInfo {
  readonly tool: Tool;
  /** Its name in front of the kind. Case matters. */
  readonly displayName: string;
  /** Versions that have the tool, and let it read suppressions. */
  readonly since: string;
  readonly until?: string;
  /** First version in which it takes entries of the core; see `coreName`. */
  readonly coreSince: string;
  readonly kinds: readonly Kind[];
}

export const tools: readonly ToolInfo[] = [
  { tool: 'memcheck', displayName: 'Memcheck', since: '1.0', coreSince: '1.0', kinds: memcheckKinds },
  { tool: 'helgrind', displayName: 'Helgrind', since: '3.4', coreSince: '3.4', kinds: helgrindKinds },
  { tool: 'drd', displayName: 'drd', since: '3.4', coreSince: '3.23', kinds: drdKinds },
  {
    tool: 'exp-ptrcheck',
    displayName: 'exp-ptrcheck',
    since: '3.4',
    until: '3.7',
    coreSince: '3.4',
    kinds: ptrcheckKinds,
  },
  {
    tool: 'exp-sgcheck',
    displayName: 'exp-sgcheck',
    since: '3.7',
    until: '3.16',
    coreSince: '3.7',
    kinds: ptrcheckKinds,
  },
  // Reads suppressions only with --track-fds, and has no errors of its own.
  { tool: 'none', displayName: 'Nulgrind', since: '3.23', coreSince: '3.23', kinds: [] },
];

/** The tools that a set is checked for unless the user names others. */
export const defaultTools: readonly Tool[] = ['memcheck', 'helgrind', 'drd'];

/** What is known of a tool. */
export function toolInfo(tool: Tool): ToolInfo {
  return tools.find((info) => info.tool === tool)!;
}

/** The tool whose errors a kind is for; core errors, which every tool can have, count as Memcheck's. */
export function toolOfKind(kind: string): Tool {
  return tools.find(({ displayName }) => kind.startsWith(`${displayName}:`))?.tool ?? 'memcheck';
}

/** The name of the core in a tool list. The old core has no kinds left in any version that is modelled. */
export function coreName(version: string): 'core' | 'CoreError' {
  return compareVersions(version, '3.23') >= 0 ? 'CoreError' : 'core';
}

/** The kind with this exact name that a version reads, or undefined. */
export function findKind(kinds: readonly Kind[], name: string, version: string): Kind | undefined {
  return kinds.find((kind) => kind.name === name && existsIn(kind, version));
}

/**
 * Whether Valgrind finds a name in a list of tools (the text before the first colon). Only the first place where
 * the name occurs is looked at, so `xMemcheck,Memcheck` does not list Memcheck; blanks are part of a name.
 */
export function isListed(name: string, list: string): boolean {
  const at = list.indexOf(name);
  if (at < 0) return false;
  const after = list[at + name.length];
  return (at === 0 || list[at - 1] === ',') && (after === undefined || after === ',');
}
