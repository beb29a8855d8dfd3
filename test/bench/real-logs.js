import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const corpus = fileURLToPath(new URL('../corpus', import.meta.url));

/** Writes the bundled text logs one after the other, until so many bytes are reached. */
export function writeRealText(file, bytes) {
  const logs = bundled('.txt');
  write(file, bytes, { begin: '', pieces: logs, end: '' });
}

/** The same in XML, as one document, for other readers take no more: all errors in the head of the first log. */
export function writeRealXml(file, bytes) {
  const logs = bundled('.xml');
  const first = logs[0];
  const errors = logs.map((log) => log.match(/^<error>\n[^]*?^<\/error>\n/gm).join('\n'));
  const end = '\n</valgrindoutput>\n';
  write(file, bytes, { begin: first.slice(0, first.indexOf('<error>')), pieces: errors, end });
}

function bundled(ending) {
  return readdirSync(corpus, { recursive: true })
    .filter((name) => name.endsWith(ending) && !name.endsWith(`unfinished${ending}`))
    .sort()
    .map((name) => readFileSync(join(corpus, name), 'latin1'))
    .filter((log) => log.includes('<error>') || log.includes('== '));
}

function write(file, bytes, { begin, pieces, end }) {
  const out = openSync(file, 'w');
  let written = writeSync(out, begin, null, 'latin1');
  while (written < bytes) for (const piece of pieces) written += writeSync(out, piece, null, 'latin1');
  writeSync(out, end);
  closeSync(out);
}
