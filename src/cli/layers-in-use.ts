import { blankOut } from '../bundle/blank-out.js';
import type { SourceFile } from '../suppression/load-set.js';
import type { Tool } from '../suppression/suppression.js';
import { tools as allTools } from '../suppression/tools.js';
import { availableIn, bundleLayers, warnOfUnused, type BundledFiles } from './layers.js';
import type { Settings } from './options.js';
import { packsOf } from './pack-files.js';
import { targetOf } from './target.js';
import type { Terminal } from './terminal.js';

/**
 * What each tool has of the layers of the configuration that apply on this machine; entries that are not for this place are
 * blank lines. Throws `UsageError` for what cannot be read.
 */
export async function readLayersInUse(
  { config, statedVersion: valgrind }: Settings,
  terminal: Terminal,
): Promise<ReadonlyMap<Tool, readonly SourceFile[]>> {
  const target = await targetOf(new Map(), { valgrind, tool: told });
  const quieter = { ...terminal, err: once((text) => terminal.err(text)) };
  const byTool = new Map<Tool, readonly SourceFile[]>();
  for (const { tool } of allTools) {
    const here = { ...target, tool: { ...told, value: tool } };
    const bundled = await bundleLayers(availableIn(config, []), here, quieter);
    warnOfUnused(bundled, quieter);
    byTool.set(tool, blanked(bundled));
  }
  return byTool;
}

/** The packs of the configuration, which are the same for every tool; entries that are not for this place are blank lines. */
export async function readPacksInUse(
  { config, statedVersion: valgrind }: Settings,
  terminal: Terminal,
): Promise<readonly SourceFile[]> {
  const packs = await packsOf(config, terminal);
  const target = await targetOf(new Map(), { valgrind, tool: told });
  const bundled = await bundleLayers(availableIn({}, packs), target, terminal);
  warnOfUnused(bundled, terminal);
  return blanked(bundled);
}

const told = { value: 'memcheck' as const, from: 'the logs' };

function blanked({ bundle: { files, leftOut }, sources }: BundledFiles): readonly SourceFile[] {
  const without = new Set(leftOut.map(({ entry }) => entry.source));
  return files.map((file, index) => ({ name: sources[index]!.name, bytes: blankOut(file, without) }));
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
