import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleFile } from '../../report/bundle/supp.js';
import type { SourceFile } from '../../suppression/load-set.js';
import type { Suppression, Tool } from '../../suppression/suppression.js';
import { availableIn, bundleLayers, readAs, warnOfUnused } from '../layers.js';
import type { Settings } from '../options.js';
import { packsOf } from '../pack-files.js';
import { loadForTools } from '../load-for-tools.js';
import { targetOf } from '../target.js';
import { readSets } from '../set-files.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { misplacingOption, recordedDepth } from './compose-options.js';
import type { FoundValgrind } from './find-valgrind.js';

/** A suppression file for Valgrind. */
export interface SetToLoad {
  /** As it is told, with what was read of it. */
  readonly source: SourceFile;
  /** The absolute path where any process can read it; undefined for what was made here, or came through a pipe. */
  readonly path: string | undefined;
}

/** What every run of one command line has in common. */
export interface Preparation {
  /** Absolute path of Valgrind. */
  readonly valgrind: string;
  readonly tool: Tool;
  readonly numCallers: number;
  readonly sets: readonly SetToLoad[];
  /** What the tool loads of the sets. */
  readonly entries: readonly Suppression[];
  /** Valgrind runs without the sets, and they are laid over the logs. */
  readonly isUnsuppressed: boolean;
  readonly more: readonly string[];
}

export interface Wishes {
  readonly tool: Tool | undefined;
  readonly isUnsuppressed: boolean;
  /** Were the sets named on the command line? Then layers and packs take no part. */
  readonly hasOwnSets: boolean;
  readonly more: readonly string[];
}

/** Finds the sets in use. Throws `UsageError` where Valgrind would refuse them. */
export async function prepare(
  { path: valgrind, version }: FoundValgrind,
  chosen: Settings,
  wishes: Wishes,
  terminal: Terminal,
): Promise<Preparation> {
  const { isUnsuppressed, more } = wishes;
  const misplacing = misplacingOption(more);
  if (misplacing !== undefined)
    throw new UsageError(
      `${misplacing}: chaff run says where logs go and in which form; --logs names a folder`,
    );
  const configured = chosen.config.tool && chosen.tools.length === 1 ? chosen.tools[0] : undefined;
  const tool = wishes.tool ?? configured ?? 'memcheck';
  const numCallers = chosen.numCallers ?? recordedDepth;
  const target = await targetOf(new Map(), {
    valgrind: version.value,
    tool: { value: tool, from: 'chaff run' },
  });
  const sets: SetToLoad[] = [];
  const { packs, layers } = wishes.hasOwnSets ? {} : chosen.config;
  if (packs || layers) {
    const available = availableIn(chosen.config, await packsOf(chosen.config, terminal));
    const bundled = await bundleLayers(available, target, terminal);
    warnOfUnused(bundled, terminal);
    const name = layers ? 'the layers in use' : 'the packs in use';
    sets.push({ source: { name, bytes: bundleFile(bundled.bundle) }, path: undefined });
  }
  if (!layers) {
    const sources = await readSets(chosen.suppressions, terminal);
    const withPaths = await Promise.all(sources.map((source) => withPath(source, terminal.cwd)));
    for (const set of withPaths) sets.push(set);
  }
  const read = { version: readAs(target), numCallers };
  const sources = sets.map(({ source }) => source);
  const entries = loadForTools(sources, [tool], read).get(tool)!;
  return { valgrind, tool, numCallers, sets, entries, isUnsuppressed, more };
}

/** What came through a pipe is gone when it was read. */
async function withPath(source: SourceFile, cwd: string): Promise<SetToLoad> {
  const path = resolve(cwd, source.name);
  const isFile = source.name !== '-' && (await stat(path)).isFile();
  return { source, path: isFile ? path : undefined };
}
