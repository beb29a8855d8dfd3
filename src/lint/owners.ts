import { coreKinds, type Kind } from '../suppression/kinds.js';
import type { Tool } from '../suppression/suppression.js';
import { coreName, tools } from '../suppression/tools.js';
import { existsIn } from '../suppression/version.js';

/** What entries can be for: a tool that has errors of its own, or Valgrind's core. */
export interface Owner {
  /** In front of the kind. Case matters. */
  readonly name: string;
  /** Undefined for the core, whose entries every tool with core errors loads. */
  readonly tool: Tool | undefined;
  readonly kinds: readonly Kind[];
}

/** All owners of a version. The old core, `core`, has no kind left in any version that is modelled. */
export function ownersIn(version: string): readonly Owner[] {
  const own = tools
    .filter((info) => info.kinds.length > 0 && existsIn(info, version))
    .map(({ displayName, tool, kinds }) => ({ name: displayName, tool, kinds }));
  const core = { name: coreName(version), tool: undefined, kinds: coreKinds };
  return core.name === 'CoreError' ? [...own, core] : own;
}

/** Names that stand in old files and in those for newer Valgrinds: why this version has no such tool. */
export function whyAbsent(name: string, version: string): string | undefined {
  if (name === 'Addrcheck') return 'Addrcheck was removed in Valgrind 3.2';
  if (name === 'core' && coreName(version) !== 'core') return 'Valgrind 3.23 and later have no "core"';
  if (name === 'CoreError' && coreName(version) !== name) return 'CoreError is known from Valgrind 3.23 on';
  const info = tools.find(({ displayName }) => displayName === name);
  if (!info || existsIn(info, version)) return undefined;
  if (existsIn({ since: info.since }, version)) return `${name} was removed in Valgrind ${info.until}`;
  return `${name} is part of Valgrind from ${info.since} on`;
}

/** Tools that report no errors, so that they read no suppressions. `none` reads those of the core. */
export const toolsWithoutErrors: readonly string[] = [
  'Massif',
  'DHAT',
  'Callgrind',
  'Cachegrind',
  'Lackey',
  'Nulgrind',
  'exp-bbv',
  'exp-dhat',
];
