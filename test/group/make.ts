import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import type { Group } from '../../src/group/group.js';
import { shownName } from '../../src/group/frames.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../src/log/corpus-sink.js';
import { readLog } from '../../src/log/read.js';

/** Reads logs recorded for tests, by their paths below test/. */
export async function readLogs(...paths: readonly string[]): Promise<LogCorpus> {
  const corpus = createLogCorpus();
  for (const path of paths) {
    const bytes = readFileSync(new URL(`../${path}`, import.meta.url));
    const plain = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
    await readLog(chunks(plain), path, corpusSink(corpus));
  }
  return corpus;
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

export async function readFindings(...paths: readonly string[]): Promise<readonly Finding[]> {
  return sortedFindings(await readLogs(...paths));
}

/** A group in one line: how many errors and findings, the cause, the kinds. */
export function groupLine({ count, findings, cause }: Group): string {
  const kinds = [...new Set(findings.map(({ kind, leakKind }) => leakKind ?? kind))].sort();
  return `${count} in ${findings.length}: ${cause.type} ${causeText(cause)} (${kinds.join(', ')})`;
}

function causeText(cause: Group['cause']): string {
  switch (cause.type) {
    case 'variable':
      return cause.name;
    case 'stack':
      return cause.frames.map(shownName).join(' < ');
    case 'argument':
      return `${cause.extra} ${cause.frame ? shownName(cause.frame) : ''}`;
    default:
      return shownName(cause.frame);
  }
}
