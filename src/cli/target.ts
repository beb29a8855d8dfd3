import { parsePlatform, platformWords } from '../bundle/platform.js';
import { isRelease } from '../bundle/release.js';
import type { Distribution, Fact, Target } from '../bundle/target.js';
import type { Tool } from '../suppression/suppression.js';
import { tools } from '../suppression/tools.js';
import { parseVersion } from '../suppression/version.js';
import { installedVersion } from './installed-valgrind.js';
import { installedLibrary } from './installed-library.js';
import { distributionHere, platformHere } from './platform.js';
import { suggestion } from './suggest.js';
import { UsageError } from './usage-error.js';

/** What `--for` says, by key; keys that are none of `facts` name libraries. */
export type Said = ReadonlyMap<string, string>;

const facts = ['platform', 'distribution', 'valgrind', 'tool'];

/** Reads `KEY=VALUE,…` of each `--for`. Throws `UsageError` for what has no meaning. */
export function readFor(values: readonly string[]): Said {
  const said = new Map<string, string>();
  for (const part of values.flatMap((value) => value.split(','))) {
    const [, key, value] = /^\s*([^=\s]+)\s*=\s*(.+?)\s*$/.exec(part) ?? [];
    if (key === undefined || value === undefined)
      throw new UsageError(`--for takes KEY=VALUE, and more after commas, not “${part}”`);
    if (said.has(key)) throw new UsageError(`--for: “${key}” is there twice`);
    said.set(key, value);
  }
  return said;
}

/** Throws `UsageError` for a key of `--for` that is no fact, and no library that anything asks for. */
export function refuseUnknownKeys(said: Said, libraries: readonly string[]): void {
  const known = [...new Set([...facts, ...libraries])];
  const other = [...said.keys()].find((key) => !known.includes(key));
  if (other !== undefined)
    throw new UsageError(
      `--for: no layer or entry asks for “${other}”${suggestion(other, known)}; known are ${known.join(', ')}`,
    );
}

/** What is said goes before the configuration, the configuration before what this machine is. */
export interface Defaults {
  /** The version that `--valgrind` or the configuration names. */
  readonly valgrind: string | undefined;
  readonly tool: Fact<Tool>;
}

/** What a bundle is for; of libraries nothing yet. Throws `UsageError` for values that have no meaning. */
export async function targetOf(said: Said, defaults: Defaults): Promise<Target> {
  const { valgrind: configured } = defaults;
  return {
    platform: saidOf(said, 'platform', platformSaid) ?? platformHere(),
    distribution: saidOf(said, 'distribution', distributionSaid) ?? (await distributionHere()),
    valgrind:
      saidOf(said, 'valgrind', versionSaid) ??
      (configured === undefined
        ? await installedVersion()
        : { value: configured, from: '--valgrind or the configuration' }),
    tool: saidOf(said, 'tool', toolSaid) ?? defaults.tool,
    libraries: new Map(),
  };
}

/**
 * The same with what is said of libraries, or what this machine tells.
 *
 * @param packages of Debian that hold a library, by its name
 */
export async function withLibraries(
  target: Target,
  names: readonly string[],
  said: Said,
  packages: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<Target> {
  const libraries = new Map(target.libraries);
  for (const name of names)
    if (!libraries.has(name))
      libraries.set(name, saidOf(said, name, librarySaid) ?? (await libraryHere(name, packages.get(name))));
  return { ...target, libraries };
}

/** A library that is not installed is unknown: it may be where the set is used, and without it its entries do no harm. */
async function libraryHere(name: string, packages: readonly string[] = []): Promise<Fact<string>> {
  const { value, from } = await installedLibrary(name, packages);
  return { value: value ?? undefined, from };
}

function saidOf<Value>(said: Said, key: string, read: (text: string) => Value): Fact<Value> | undefined {
  const text = said.get(key);
  return text === undefined ? undefined : { value: read(text), from: '--for' };
}

function platformSaid(text: string) {
  const platform = parsePlatform(text);
  const unknown = text.split('-').find((word) => !parsePlatform(word));
  if (!platform)
    throw meaningless('platform', text, 'linux-x86_64', suggestion(unknown ?? text, platformWords));
  const { os, arch } = platform;
  if (os === undefined || arch === undefined) throw meaningless('platform', text, 'linux-x86_64');
  return { os, arch };
}

function distributionSaid(text: string): Distribution {
  const [, name, version] = /^([a-z][\w.-]*?)(?:[ -](\d[\w.]*))?$/i.exec(text) ?? [];
  if (name === undefined) throw meaningless('distribution', text, 'debian-12');
  return version === undefined ? { name } : { name, version };
}

function versionSaid(text: string): string {
  const version = parseVersion(text);
  if (!version) throw meaningless('valgrind', text, '3.19');
  return version.join('.');
}

function toolSaid(text: string): Tool {
  const names = tools.map(({ tool }) => tool);
  const tool = names.find((name) => name === text);
  if (!tool) throw meaningless('tool', text, 'helgrind', suggestion(text, names));
  return tool;
}

function librarySaid(text: string): string | null {
  if (text === 'none') return null;
  if (!isRelease(text)) throw new UsageError(`--for: a library has a version or is “none”, not “${text}”`);
  return text;
}

function meaningless(key: string, text: string, example: string, near = ''): UsageError {
  return new UsageError(`--for ${key}=… takes a value like ${example}, not “${text}”${near}`);
}
