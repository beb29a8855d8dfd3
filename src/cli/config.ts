import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
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
  /** The file itself, where there are layers or packs: names of layers are relative to it. */
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
  // To load what reads configurations takes longer than to see that there is none.
  if (file === undefined && !mayBeThere(cwd)) return {};
  const { findConfig } = await import('./find-config.js');
  return findConfig(cwd, file);
}

// Data only: reading a configuration must not run code.
export const searchPlaces = [
  'package.json',
  '.chaffrc',
  '.chaffrc.json',
  '.chaffrc.yaml',
  '.chaffrc.yml',
  '.config/chaffrc',
  '.config/chaffrc.json',
  '.config/chaffrc.yaml',
];
/** In the first folder cosmiconfig finds here where to search besides. */
const ownPlaces = ['package.yaml', '.config'];

/** Is there a file that may say something? */
function mayBeThere(cwd: string): boolean {
  const isThere = (folder: string) => (name: string) => existsSync(join(folder, name));
  if (ownPlaces.some(isThere(cwd)) || userFolders().some((folder) => isThere(folder)('chaff'))) return true;
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (searchPlaces.some(isThere(folder))) return true;
    if (folder === dirname(folder)) return false;
  }
}

/** Where cosmiconfig looks for the configuration of a user, in any system. */
function userFolders(): readonly string[] {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  const below = ['.config', 'Library/Preferences', 'AppData/Roaming'].map((folder) =>
    join(homedir(), folder),
  );
  return [XDG_CONFIG_HOME, APPDATA, ...below].filter((folder) => folder !== undefined);
}
