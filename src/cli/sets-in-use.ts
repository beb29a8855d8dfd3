import { resolve } from 'node:path';
import type { SourceFile } from '../suppression/load-set.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { readSources } from './files.js';
import type { Flags, Settings } from './options.js';
import { readSets } from './set-files.js';
import { loadForTools } from './load-for-tools.js';
import type { Terminal } from './terminal.js';

/** The files that hide findings when Valgrind runs. */
export interface SetsInUse {
  /** As a tool has them, in the order of loading. Of layers, entries that are not for this place are blank lines. */
  readonly of: (tool: Tool) => readonly SourceFile[];
  /** The names of packs and of the installed default.supp, where these take part. Nobody here can change what is in them. */
  readonly installed: ReadonlySet<string>;
}

/**
 * Reads the sets in use: those of `-s`; else the packs of the configuration, and after them its layers that apply on this
 * machine, or its `sets`. Then the installed default.supp where `--default-supp` asks for it, which Valgrind loads last. Throws
 * `UsageError` for what cannot be read.
 *
 * @param without a file that takes no part
 */
export async function readSetsInUse(
  chosen: Settings,
  flags: Flags,
  terminal: Terminal,
  without?: string,
): Promise<SetsInUse> {
  const { cwd } = terminal;
  const takesPart = ({ name }: SourceFile) =>
    without === undefined || resolve(cwd, name) !== resolve(cwd, without);
  const defaultSupp = flags.defaultSupp
    ? await (await import('./installed-valgrind.js')).installedDefaultSupp()
    : undefined;
  const last = defaultSupp === undefined ? [] : await readSources([defaultSupp], cwd);
  const { packs, layers } = flags.suppressions === undefined ? chosen.config : {};
  // Most configurations have neither.
  const inUse = packs || layers ? await import('./layers-in-use.js') : undefined;
  const first = packs ? await inUse!.readPacksInUse(chosen, terminal) : [];
  const installed = new Set([...first, ...last].map(({ name }) => name));
  if (layers) {
    const byTool = await inUse!.readLayersInUse(chosen, terminal);
    const own = (tool: Tool) => byTool.get(tool)!.filter(takesPart);
    return { of: (tool) => [...first, ...own(tool), ...last], installed };
  }
  const sources = [...first, ...(await readSets(chosen.suppressions, terminal)).filter(takesPart), ...last];
  return { of: () => sources, installed };
}

/** What tools load of the sets in use. Throws `UsageError` when one would refuse a file. */
export function loadSetsInUse(
  inUse: SetsInUse,
  tools: readonly Tool[],
  options: { readonly version: string; readonly numCallers: number },
): ReadonlyMap<Tool, readonly Suppression[]> {
  return new Map(tools.flatMap((tool) => [...loadForTools(inUse.of(tool), [tool], options)]));
}

/** The files that any of some tools has, each once. */
export function filesInUse(inUse: SetsInUse, tools: readonly Tool[]): readonly SourceFile[] {
  const byName = new Map(tools.flatMap((tool) => inUse.of(tool).map((source) => [source.name, source])));
  return [...byName.values()];
}
