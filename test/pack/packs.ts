import { readFileSync } from 'node:fs';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { tools } from '../../src/suppression/tools.js';

/** The packs that come with chaff. */
export const packs = ['fontconfig', 'glib', 'glibc', 'gtk3', 'helgrind-glib', 'python3', 'qemu'];

export const folder = new URL('../../suppressions/', import.meta.url);
export const fileOf = (name: string) => new URL(`${name}.supp`, folder);
export const bytesOf = (name: string) => readFileSync(fileOf(name), 'latin1');

/** Every entry of every pack, as a tool loads it at Valgrind's own depth. */
export const everyEntry: readonly Suppression[] = tools.flatMap(({ tool }) =>
  packs.flatMap(
    (name) => load(parse(bytesOf(name)), { file: `${name}.supp`, tool, numCallers: 12 }).suppressions,
  ),
);
