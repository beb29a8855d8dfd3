import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Collected } from '../../collect/collected.js';
import { addCollected, isKnown, withSeen } from '../../collect/unite.js';
import { readCorpusFile } from './read-corpus-file.js';
import { isCorpusFile } from './corpus-file.js';
import { readRun, seenOf } from './read-run.js';
import { standardInput } from '../standard-input.js';

/** Whoever does the work that takes time: this process, its threads, or workers on other machines. */
export interface Hands {
  /** SHA-256 of each file, in order of the names. */
  hash(names: readonly string[]): Promise<readonly string[]>;
  /** Reads each log once and hands over what it tells, in whatever parts and order. */
  read(names: readonly string[], take: (read: Collected) => void): Promise<void>;
}

/** What was done; names in the order given. */
export interface CollectedFiles {
  readonly corpora: readonly string[];
  readonly read: readonly string[];
  /** Logs whose contents were collected before. */
  readonly known: readonly string[];
}

interface Options {
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Called with what logs tell when they were read, not with what was known. */
  readonly onRead?: (read: Collected) => void;
}

/**
 * Adds files, sorted by name, to what was collected: corpora first, then the logs, but none whose contents are known.
 * Nothing of the result depends on whose hands do it. Throws `UsageError` for what cannot be read.
 */
export async function collectFiles(
  names: readonly string[],
  cwd: string,
  collected: Collected,
  hands: Hands,
  { stdin, onRead }: Options = {},
): Promise<CollectedFiles> {
  const corpora: string[] = [];
  for (const name of names) if (await isCorpusFile(name, cwd)) corpora.push(name);
  for (const name of corpora) addCollected(collected, await readCorpusFile(name, cwd));

  const take = (read: Collected) => {
    addCollected(collected, read);
    onRead?.(read);
  };
  const isCorpus = new Set(corpora);
  const { files, streams } = await sorted(
    names.filter((name) => !isCorpus.has(name)),
    cwd,
  );
  const { read, known } = await plan(files, collected, hands);
  // Streams can be read once, and only here.
  for (const name of streams) take(await readRun(name, cwd, () => undefined, stdin));
  await hands.read(read, take);

  const changed: string[] = [];
  for (const [name, hash] of known) {
    const run = collected.runs.get(hash);
    // The log that had the same contents has others by now.
    if (!run) changed.push(name);
    else addCollected(collected, withSeen(run, await seenOf(name, cwd)));
  }
  if (changed.length > 0) await hands.read(changed, take);
  const wasRead = new Set([...streams, ...read, ...changed]);
  return {
    corpora,
    read: names.filter((name) => wasRead.has(name)),
    known: [...known.keys()].filter((name) => !wasRead.has(name)),
  };
}

interface LogFile {
  readonly name: string;
  readonly size: number;
}

/** Which logs are files; the others are streams: standard input, pipes. */
async function sorted(
  names: readonly string[],
  cwd: string,
): Promise<{ readonly files: readonly LogFile[]; readonly streams: readonly string[] }> {
  const files: LogFile[] = [];
  const streams: string[] = [];
  for (const name of names) {
    const found = name === standardInput ? undefined : await stat(resolve(cwd, name)).catch(() => undefined);
    if (found?.isFile()) files.push({ name, size: found.size });
    else streams.push(name);
  }
  return { files, streams };
}

/**
 * Which logs must be read, and which need not be: those known already, and those with the contents of one before them. Only
 * where there can be such ones files are hashed: where something is known, or where files are of one size.
 */
async function plan(
  files: readonly LogFile[],
  { runs }: Collected,
  hands: Hands,
): Promise<{ readonly read: readonly string[]; readonly known: ReadonlyMap<string, string> }> {
  const ofSize = new Map<number, number>();
  for (const { size } of files) ofSize.set(size, (ofSize.get(size) ?? 0) + 1);
  const doubtful = files.filter(({ size }) => runs.size > 0 || ofSize.get(size)! > 1).map(({ name }) => name);
  const hashes = doubtful.length > 0 ? await hands.hash(doubtful) : [];
  const hashOf = new Map(doubtful.map((name, index) => [name, hashes[index]!]));

  const read: string[] = [];
  const known = new Map<string, string>();
  const met = new Set<string>();
  for (const { name } of files) {
    const hash = hashOf.get(name);
    const run = hash === undefined ? undefined : runs.get(hash);
    if (hash !== undefined && (met.has(hash) || (run && isKnown(run, name)))) known.set(name, hash);
    else read.push(name);
    if (hash !== undefined) met.add(hash);
  }
  return { read, known };
}
