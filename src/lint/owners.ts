import { coreKinds, type Kind } from '../suppression/kinds.js';
import type { Tool } from '../suppression/suppression.js';
import { coreName, tools } from '../suppression/tools.js';
import { existsIn } from '../suppression/version.js';

export { toolsWithoutErrors, whyAbsent } from '../suppression/absent-tool.js';

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
