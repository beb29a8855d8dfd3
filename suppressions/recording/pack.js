// The description of a pack, `evidence/NAME/pack.json`, and its files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const evidence = new URL('../evidence/', import.meta.url);

/** The packs, each after those that it needs. */
export function packNames() {
  const found = readdirSync(evidence).filter((name) => existsSync(new URL(`${name}/pack.json`, evidence)));
  const inOrder = [];
  const visit = (name) => {
    if (inOrder.includes(name)) return;
    readPack(name).needs.forEach(visit);
    inOrder.push(name);
  };
  found.sort().forEach(visit);
  return inOrder;
}

/** Reads the description; what it may leave out is filled in. */
export function readPack(name) {
  const folder = new URL(`${name}/`, evidence);
  const told = JSON.parse(readFileSync(new URL('pack.json', folder), 'utf8'));
  return { name, folder, needs: [], packages: [], build: {}, runs: [], planted: [], ...told };
}

/** The files of a pack's evidence with this ending, such as `.unseen.parquet`: `[release, URL]` of each, sorted. */
export function evidenceFiles({ folder }, ending) {
  return readdirSync(folder)
    .filter((file) => /^[a-z]+-[\d.]+\./.test(file) && file.replace(/^[a-z]+-[\d]+(?:\.\d+)*/, '') === ending)
    .sort()
    .map((file) => [file.slice(0, -ending.length), new URL(file, folder)]);
}
