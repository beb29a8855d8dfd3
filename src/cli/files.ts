import { constants } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { createReadStream, fstatSync } from 'node:fs';
import { open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, basename, join, resolve } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import type { SourceFile } from '../suppression/load-set.js';
import { withoutLeaving } from './interrupt.js';
import { standardInput } from './standard-input.js';
import { cannotRead, reasonOf } from './system-error.js';
import { UsageError } from './usage-error.js';

/** Reads suppression files as byte strings; `-` is standard input. Throws `UsageError` for what cannot be read. */
export async function readSources(names: readonly string[], cwd: string): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  for (const name of names) sources.push({ name, bytes: (await readBytes(name, cwd)).toString('latin1') });
  return sources;
}

async function readBytes(name: string, cwd: string): Promise<Buffer> {
  if (name === standardInput) {
    // Node takes a folder for an empty stream.
    if (isFolder(process.stdin)) throw new UsageError('cannot read standard input: it is a folder');
    return readAll(process.stdin, name);
  }
  const path = resolve(cwd, name);
  try {
    const found = await stat(path);
    if (!found.isFile()) return await readAll(createReadStream(path), name);
    if (found.size > constants.MAX_STRING_LENGTH) throw tooLarge(name);
    return await readFile(path);
  } catch (error) {
    throw error instanceof UsageError ? error : cannotRead(name, error);
  }
}

function isFolder({ fd }: { readonly fd?: number }): boolean {
  return fd !== undefined && fd >= 0 && fstatSync(fd).isDirectory();
}

function tooLarge(name: string): UsageError {
  const most = Math.floor(constants.MAX_STRING_LENGTH / 1e6);
  return new UsageError(`cannot read ${name}: a suppression file has at most ${most} MB here`);
}

/** What is no file tells no size: `/dev/zero` goes on for ever. */
async function readAll(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > constants.MAX_STRING_LENGTH) throw tooLarge(name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Is a file the one at a path, by whatever name? */
export async function samePlace(path: string, cwd: string): Promise<(name: string) => Promise<boolean>> {
  const placeOf = (name: string) => realpath(resolve(cwd, name)).catch(() => resolve(cwd, name));
  const place = await placeOf(path);
  return async (name) => name !== standardInput && (await placeOf(name)) === place;
}

/** Throws `UsageError` where `-o` names one of some files, by whatever name: what is in it would be lost. `they` says what they are. */
export async function refuseAsOutput(
  output: string | undefined,
  names: readonly string[],
  they: string,
  cwd: string,
): Promise<void> {
  if (output === undefined || output === standardInput) return;
  const isOutput = await samePlace(output, cwd);
  for (const name of names)
    if (await isOutput(name)) throw new UsageError(`-o ${output} is one of the ${they}; name another file`);
}

/**
 * Writes bytes to a file as a whole or not at all: to a neighbour first, which then takes the file's place. A
 * crash leaves the old file, Ctrl-C nothing else. A link stays a link, a file keeps its mode, and what is no file (`/dev/null`, a pipe) is
 * written to as it stands.
 */
export async function writeWhole(name: string, bytes: string | Uint8Array, cwd: string): Promise<void> {
  await replaceWhole(name, bytes, cwd, () => Promise.resolve(true));
}

/** The same where it is true directly before the file takes the other's place; tells whether it was. `name` is absolute. */
export function writeWholeIf(
  name: string,
  bytes: string | Uint8Array,
  isStill: () => Promise<boolean>,
): Promise<boolean> {
  return replaceWhole(name, bytes, '/', isStill);
}

async function replaceWhole(
  name: string,
  bytes: string | Uint8Array,
  cwd: string,
  isStill: () => Promise<boolean>,
): Promise<boolean> {
  const content = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  let beside: string | undefined;
  try {
    const named = resolve(cwd, name);
    const path = await realpath(named).catch(() => named);
    const old = await stat(path).catch(() => undefined);
    if (old && !old.isFile()) {
      const isMeant = await isStill();
      if (isMeant) await writeFile(path, content);
      return isMeant;
    }
    const neighbour = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
    beside = neighbour;
    return await withoutLeaving(neighbour, async () => {
      const file = await open(neighbour, 'wx');
      try {
        if (old) await file.chmod(old.mode);
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      const isMeant = await isStill();
      if (isMeant) await rename(neighbour, path);
      else await rm(neighbour, { force: true });
      return isMeant;
    });
  } catch (error) {
    if (beside !== undefined) await rm(beside, { force: true });
    throw new UsageError(`cannot write ${name}: ${reasonOf(error)}`);
  }
}
