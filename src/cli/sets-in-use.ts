import { resolve } from 'node:path';
import { blankOut } from '../bundle/blank-out.js';
import type { SourceFile } from '../suppression/load-set.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { tools as allTools } from '../suppression/tools.js';
import { readSources } from './files.js';
import { installedDefaultSupp } from './installed-valgrind.js';
import { bundleLayers, warnOfUnknownLayers } from './layers.js';
import type { Flags, Settings } from './options.js';
import { loadForTools } from './sets.js';
import { targetOf } from './target.js';
import type { Terminal } from './terminal.js';

/** The files that hide findings when Valgrind runs. */
export interface SetsInUse {
  /** As a tool has them, in the order of loading. Of layers, entries that are not for this place are blank lines. */
  readonly of: (tool: Tool) => readonly SourceFile[];
  /** The name of the installed default.supp, where it takes part. Nobody here can change what is in it. */
  readonly defaultSupp: string | undefined;
}

/**
 * Reads the sets in use: those of `-s`, else the layers of the configuration that apply on this machine, else its `sets`;
 * then the installed default.supp where `--default-supp` asks for it, which Valgrind loads last. Throws `UsageError` for
 * what cannot be read.
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
  const takesPart = (name: string) => without === undefined || resolve(cwd, name) !== resolve(cwd, without);
  const defaultSupp = flags.defaultSupp ? await installedDefaultSupp() : undefined;
  const last = defaultSupp === undefined ? [] : await readSources([defaultSupp], cwd);
  if (flags.suppressions === undefined && chosen.config.layers) {
    const byTool = await readLayers(chosen, terminal);
    return {
      of: (tool) => [...byTool.get(tool)!.filter(({ name }) => takesPart(name)), ...last],
      defaultSupp,
    };
  }
  const sources = [...(await readSources(chosen.suppressions.filter(takesPart), cwd)), ...last];
  return { of: () => sources, defaultSupp };
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

async function readLayers(
  { config, statedVersion: valgrind }: Settings,
  terminal: Terminal,
): Promise<ReadonlyMap<Tool, readonly SourceFile[]>> {
  const told = { value: 'memcheck' as const, from: 'the logs' };
  const target = await targetOf(new Map(), { valgrind, tool: told });
  const quieter = { ...terminal, err: once((text) => terminal.err(text)) };
  const byTool = new Map<Tool, readonly SourceFile[]>();
  for (const { tool } of allTools) {
    const { bundle, sources } = await bundleLayers(config, { ...target, tool: { ...told, value: tool } });
    warnOfUnknownLayers(bundle, quieter);
    const without = new Set(bundle.leftOut.map(({ entry }) => entry.source));
    const blanked = bundle.files.map((file, index) => {
      return { name: sources[index]!.name, bytes: blankOut(file, without) };
    });
    byTool.set(tool, blanked);
  }
  return byTool;
}

/** The same warning concerns every tool. */
function once(say: (text: string) => void): (text: string) => void {
  const said = new Set<string>();
  return (text) => {
    if (said.has(text)) return;
    said.add(text);
    say(text);
  };
}
