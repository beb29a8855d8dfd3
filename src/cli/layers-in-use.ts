import { blankOut } from '../bundle/blank-out.js';
import type { SourceFile } from '../suppression/load-set.js';
import type { Tool } from '../suppression/suppression.js';
import { tools as allTools } from '../suppression/tools.js';
import { bundleLayers, warnOfUnknownLayers } from './layers.js';
import type { Settings } from './options.js';
import { targetOf } from './target.js';
import type { Terminal } from './terminal.js';

/**
 * What each tool has of the layers of the configuration that apply on this machine; entries that are not for this place are
 * blank lines. Throws `UsageError` for what cannot be read.
 */
export async function readLayers(
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
