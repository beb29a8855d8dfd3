import { load, type Loaded, type LoadOptions } from './load.js';
import { parse } from './parse.js';

/** A file of a set, with its bytes as a byte string. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: string;
}

/**
 * What a tool loads from several files, in the order of the command line. Valgrind searches the other way round,
 * the last entry first. `refused` is the problem in the first refused file, at which Valgrind ends.
 */
export function loadSet(files: readonly SourceFile[], options: Omit<LoadOptions, 'file'>): Loaded {
  const loaded = files.map(({ name, bytes }) => load(parse(bytes), { ...options, file: name }));
  return {
    suppressions: loaded.flatMap(({ suppressions }) => suppressions),
    problems: loaded.flatMap(({ problems }) => problems),
    problemCount: loaded.reduce((sum, { problemCount }) => sum + problemCount, 0),
    refused: loaded.find(({ refused }) => refused)?.refused,
  };
}
