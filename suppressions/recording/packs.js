// The packs as they are, for a tool.
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { loadSet } from '../../dist/suppression/load-set.js';
import { packNames, readPack } from './pack.js';

/** Valgrind's own default: a pack must do its work there. */
export const numCallers = 12;

/** What a tool loads of some packs and all that they need; of all packs where none is named. */
export function packsOf(tool, names = packNames()) {
  const sources = withNeeds(names).map((name) => {
    const bytes = readFileSync(new URL(`../${name}.supp`, import.meta.url), 'latin1');
    return { name: `${name}.supp`, bytes };
  });
  // Nothing that packs have is read in another way by another version.
  const { suppressions, refused } = loadSet(sources, { tool, version: '3.19.0', numCallers });
  if (refused) throw new Error(`${refused.file}:${refused.line}: ${refused.message}`);
  return suppressions;
}

function withNeeds(names) {
  return [...new Set(names.flatMap((name) => [...withNeeds(readPack(name).needs), name]))];
}
