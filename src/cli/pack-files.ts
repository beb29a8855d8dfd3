import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pack } from '../pack/pack.js';
import { withNeeds } from '../pack/needs.js';
import { readPack } from '../pack/read-pack.js';
import type { Config } from './config.js';
import { readSources } from './files.js';
import { suggestion } from './suggest.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** The packs that come with chaff, seen from `dist/cli`, `dist/command` and `src/cli` alike. */
const shipped = new URL('../../suppressions/', import.meta.url);

const ending = '.supp';

/** All packs, by name. What lies beside them and is none takes no part. */
export async function allPacks(terminal: Terminal): Promise<readonly Pack[]> {
  const packs: Pack[] = [];
  for (const name of await packNames(terminal)) {
    const pack = await packAt(name, terminal);
    if (pack) packs.push(pack);
  }
  return packs;
}

/**
 * Packs by name, in the order of loading: each after those that it needs, which come with it. Their files have absolute
 * names. Throws `UsageError` for what is no pack.
 *
 * @param place who names them, for the message
 */
export async function packsNamed(
  names: readonly string[],
  place: string,
  terminal: Terminal,
): Promise<readonly Pack[]> {
  return withNeeds(names, async (name, neededBy) => {
    const pack = await packAt(name, terminal);
    if (pack) return pack;
    const known = (await allPacks(terminal)).map(({ head }) => head.name);
    if (neededBy !== undefined) throw new UsageError(`pack ${neededBy} needs ${name}, which is not here`);
    const there = known.length > 0 ? `there are ${known.join(', ')}` : 'there are none';
    throw new UsageError(`${place}no pack is called “${name}”${suggestion(name, known)}; ${there}`);
  });
}

/** The packs that a configuration names. Throws `UsageError` for what is no pack. */
export async function packsOf({ packs = [], file }: Config, terminal: Terminal): Promise<readonly Pack[]> {
  return packsNamed(packs, file === undefined ? '' : `${file}: `, terminal);
}

async function packNames(terminal: Terminal): Promise<readonly string[]> {
  const files = await readdir(folderOf(terminal)).catch((): string[] => []);
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

async function packAt(name: string, terminal: Terminal): Promise<Pack | undefined> {
  if (!(await packNames(terminal)).includes(name)) return undefined;
  const [source] = await readSources([join(folderOf(terminal), name + ending)], terminal.cwd);
  const pack = readPack(source!);
  return pack?.head.name === name ? pack : undefined;
}

function folderOf({ packs }: Terminal): string {
  return packs ?? fileURLToPath(shipped);
}
