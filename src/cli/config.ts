import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Layer } from '../bundle/when.js';
import type { VerdictPaths } from './config-verdicts.js';

/** What a configuration file may say; the command line goes before it. Paths are relative to the file. */
export interface Config {
  readonly logs?: readonly string[];
  /** Where there are layers, the files of all of them, whether they apply here or not. */
  readonly sets?: readonly string[];
  /** Sets by condition; in their place `sets` would have no meaning. */
  readonly layers?: readonly Layer[];
  /** Names of packs, which are in use before the sets or layers. */
  readonly packs?: readonly string[];
  /** The file itself, where there is one: names of layers are relative to it, and it is told with what is wrong in it. */
  readonly file?: string;
  readonly real?: readonly string[];
  readonly noise?: readonly string[];
  /** Absolute paths of the files that say how findings end. */
  readonly verdicts?: VerdictPaths;
  readonly own?: readonly string[];
  readonly unmarked?: string;
  readonly guard?: string;
  readonly numCallers?: number;
  readonly valgrind?: string;
  readonly tool?: readonly string[];
  /** By id of a lint rule: a level, or a level and the values of the rule's options. */
  readonly rules?: Readonly<Record<string, unknown>>;
}

/** Finds the configuration in `cwd` or above it, or reads `file`. Throws `UsageError` for what it cannot mean. */
export async function readConfig(cwd: string, file: string | undefined): Promise<Config> {
  if (file !== undefined) return (await load(resolve(cwd, file))) ?? {};
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const path of searchPlaces.map((name) => join(folder, name))) {
      const config = isFile(path) ? await load(path) : undefined;
      if (config) return config;
    }
    if (folder === dirname(folder)) return {};
  }
}

/** What the README names, and data only: reading a configuration must not run code. */
const searchPlaces = ['package.json', '.chaffrc', '.chaffrc.json', '.chaffrc.yaml', '.chaffrc.yml'];

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Undefined where the file says nothing to chaff. */
async function load(path: string): Promise<Config | undefined> {
  // To load what reads configurations takes longer than to see that there is none.
  const { loadConfig } = await import('./load-config.js');
  return loadConfig(path);
}
