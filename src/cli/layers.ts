import { relative, resolve } from 'node:path';
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
import type { Config } from './config.js';
import { readSources } from './files.js';
import { setFiles } from './set-files.js';
import { refuseUnknownKeys, withLibraries, type Said } from './target.js';
import type { Terminal } from './terminal.js';

/** A bundle and its files, in the same order, by their paths. */
export interface BundledFiles {
  readonly bundle: Bundle;
  readonly sources: readonly SourceFile[];
}

/**
 * Chooses the layers of a configuration that apply, reads their files, and leaves out entries that are not for the place.
 * Files are known by their names relative to the configuration, so that the same set comes out wherever it is made. One
 * that several layers name is loaded where the last of them names it, which Valgrind searches first.
 */
export async function bundleLayers(
  { layers = [], folder = '.' }: Config,
  place: Target,
  said: Said = new Map(),
): Promise<BundledFiles> {
  const target = await withLibraries(place, librariesAsked(layers), said);
  const chosen = chooseLayers(layers, target);
  const paths = await pathsOf(chosen, folder);
  const sources = await readSources(paths, folder);
  const version = readAs(target);
  const files = sources.map(({ name, bytes }) =>
    readSetFile({ name: relative(folder, name), bytes }, version),
  );
  const named = librariesOf(entriesIn(files));
  refuseUnknownKeys(said, [...target.libraries.keys(), ...named]);
  return { bundle: bundle(chosen, files, await withLibraries(target, named, said)), sources };
}

/** The files of the layers that apply, in the order of loading. */
async function pathsOf(chosen: readonly ChosenLayer[], folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { layer, answer } of chosen) if (answer === 'yes') paths.push(...(await filesOf(layer, folder)));
  return paths.filter((path, at) => !paths.includes(path, at + 1));
}

async function filesOf({ sets }: Layer, folder: string): Promise<readonly string[]> {
  return setFiles(
    sets.map((name) => resolve(folder, name)),
    undefined,
    folder,
  );
}

/** The version whose reading of files is modelled that comes nearest; the newest where nobody knows. */
export function readAs({ valgrind: { value: version } }: Target): string {
  if (version === undefined || compareVersions(version, newestVersion) > 0) return newestVersion;
  return compareVersions(version, oldestVersion) < 0 ? oldestVersion : version;
}

/** Says which layers stay out because nobody can tell whether they apply. */
export function warnOfUnknownLayers({ layers }: Pick<Bundle, 'layers'>, terminal: Terminal): void {
  for (const { layer, answer, because } of layers) {
    if (answer !== 'unknown') continue;
    const open = because.filter((reason) => reason.answer === 'unknown').map(openQuestion);
    terminal.err(displayText(`warning: layer ${layer.number} stays out: ${open.join('; ')}`) + '\n');
  }
}
