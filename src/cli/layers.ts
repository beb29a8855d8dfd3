import { dirname, relative, resolve } from 'node:path';
import { bundle, type Bundle } from '../bundle/bundle.js';
import { chooseLayers, librariesAsked, type ChosenLayer } from '../bundle/choose-layers.js';
import { librariesOf } from '../bundle/not-for.js';
import type { Target } from '../bundle/target.js';
import type { Layer } from '../bundle/when.js';
import { entriesIn, readSetFile } from '../set/read-set.js';
import type { SourceFile } from '../suppression/load-set.js';
import { compareVersions, newestVersion, oldestVersion } from '../suppression/version.js';
import { openQuestion } from '../report/bundle/words.js';
import { displayText } from '../report/text.js';
import { readHead } from '../pack/head.js';
import type { Pack, PackHead } from '../pack/pack.js';
import type { Config } from './config.js';
import { readSources } from './files.js';
import type { Place } from './left-out.js';
import { setFiles } from './set-files.js';
import { refuseUnknownKeys, withLibraries, type Said } from './target.js';
import type { Terminal } from './terminal.js';

/** What a bundle is made of. */
export interface Available {
  /** In use wherever their entries are for, and loaded before the layers. */
  readonly packs: readonly Pack[];
  readonly layers: readonly Layer[];
  /** The folder that names of files are relative to. */
  readonly folder: string;
}

/** What a configuration makes available, its packs being read. What it calls `sets` is no layer. */
export function availableIn({ layers = [], file }: Config, packs: readonly Pack[]): Available {
  return { packs, layers, folder: file === undefined ? '.' : dirname(file) };
}

/** A bundle and its files, in the same order, by their paths; those of packs come first. */
export interface BundledFiles {
  readonly bundle: Bundle;
  readonly packs: readonly Pack[];
  readonly sources: readonly SourceFile[];
}

/**
 * Chooses the layers that apply, reads their files, and leaves out entries of them and of the packs that are not for the place.
 * Files are known by their names relative to the configuration, and packs by those in the package, so that the same set
 * comes out wherever it is made. A file that several layers name is loaded where the last of them names it, which Valgrind searches first.
 */
export async function bundleLayers(
  { packs, layers, folder }: Available,
  place: Target,
  terminal: Pick<Terminal, 'err'>,
  said: Said = new Map(),
): Promise<BundledFiles> {
  const target = await withLibraries(place, librariesAsked(layers), said, packagesIn(packs));
  const chosen = chooseLayers([...packLayer(packs), ...layers], target);
  const own = await readSources(await pathsOf(chosen, { ...terminal, cwd: folder }), folder);
  const version = readAs(target);
  const files = [
    ...packs.map(({ head, file: { bytes } }) => ({ name: nameInPackage(head), bytes })),
    ...own.map(({ name, bytes }) => ({ name: relative(folder, name), bytes })),
  ].map((source) => readSetFile(source, version));
  const named = librariesOf(entriesIn(files));
  refuseUnknownKeys(said, [...target.libraries.keys(), ...named]);
  // Copies of packs that a team has among its own files tell their packages as well.
  const heads = files.flatMap(({ tree }) => readHead(tree) ?? []);
  const packages = packagesIn(heads.map((head) => ({ head })));
  return {
    bundle: bundle(chosen, files, await withLibraries(target, named, said, packages)),
    packs,
    sources: [...packs.map(({ file }) => file), ...own],
  };
}

/** The layer of the packs, where there are some. */
function packLayer(packs: readonly Pack[]): readonly Layer[] {
  return packs.length === 0 ? [] : [{ number: 0, sets: packs.map(({ head }) => nameInPackage(head)) }];
}

/** As npm has it. */
function nameInPackage({ name }: PackHead): string {
  return `chaff/suppressions/${name}.supp`;
}

/** By the name of a library: Debian's packages that hold it. */
function packagesIn(packs: readonly Pick<Pack, 'head'>[]): ReadonlyMap<string, readonly string[]> {
  return new Map(packs.map(({ head: { library } }) => [library.name, library.packages]));
}

/** The files of the layers that apply, in the order of loading. */
async function pathsOf(chosen: readonly ChosenLayer[], place: Place): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { layer, answer } of chosen)
    if (layer.number > 0 && answer === 'yes')
      for (const path of await filesOf(layer, place)) paths.push(path);
  return paths.filter((path, at) => !paths.includes(path, at + 1));
}

async function filesOf({ sets }: Layer, place: Place): Promise<readonly string[]> {
  return setFiles(
    sets.map((name) => resolve(place.cwd, name)),
    undefined,
    place,
  );
}

/** The version whose reading of files is modelled that comes nearest; the newest where nobody knows. */
export function readAs({ valgrind: { value: version } }: Target): string {
  if (version === undefined || compareVersions(version, newestVersion) > 0) return newestVersion;
  return compareVersions(version, oldestVersion) < 0 ? oldestVersion : version;
}

/** Says which layers stay out because nobody can tell whether they apply, and which packs have nothing for this place. */
export function warnOfUnused(
  { bundle, packs }: Pick<BundledFiles, 'bundle' | 'packs'>,
  terminal: Terminal,
): void {
  const warn = (text: string) => terminal.err(`${displayText(`warning: ${text}`)}\n`);
  const { layers, files, leftOut } = bundle;
  for (const { layer, answer, because } of layers) {
    if (answer !== 'unknown') continue;
    const open = because.filter((reason) => reason.answer === 'unknown').map(openQuestion);
    warn(`layer ${layer.number} stays out: ${open.join('; ')}`);
  }
  for (const { head } of packs) {
    const name = nameInPackage(head);
    const entries = entriesIn(files.filter((file) => file.name === name));
    const out = leftOut.filter(({ entry }) => entry.file === name);
    const is = out[0]?.because.is;
    if (is !== undefined && out.length === entries.length)
      warn(
        `pack ${head.name}: none of its entries is for what is here, ${is} (chaff packs show ${head.name})`,
      );
  }
}
