import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import process from 'node:process';
import { parsePlatform, type Platform } from '../bundle/platform.js';
import type { Distribution, Fact } from '../bundle/target.js';

/** System and processor of this machine. */
export function platformHere(): Fact<Platform> {
  const from = 'this machine';
  const arch = process.arch === 'ppc64' && endianness() === 'LE' ? 'ppc64le' : process.arch;
  const found = parsePlatform(`${process.platform}-${arch}`);
  if (found?.os === undefined || found.arch === undefined)
    return { value: undefined, from: `Valgrind is not known to run on ${process.platform}-${arch}` };
  return { value: { os: found.os, arch: found.arch }, from };
}

/** The places of os-release(5), the first of which that is there counts. */
const places = ['/etc/os-release', '/usr/lib/os-release'];

/** The distribution of this machine; unknown where it has no os-release(5). */
export async function distributionHere(files: readonly string[] = places): Promise<Fact<Distribution>> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return { value: distributionIn(text), from: file };
  }
  return { value: undefined, from: `there is no ${files[0] ?? 'os-release'}` };
}

/** Reads `ID` and `VERSION_ID`; without an `ID` the manual page has it that the system is just `linux`. */
function distributionIn(text: string): Distribution {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const found = /^\s*([A-Z_]+)=(.*)$/.exec(line);
    if (found) values.set(found[1]!, unquoted(found[2]!.trim()));
  }
  const [name, version] = [values.get('ID') ?? 'linux', values.get('VERSION_ID')];
  return version === undefined || version === '' ? { name } : { name, version };
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return quoted ? quoted[2]! : value;
}
