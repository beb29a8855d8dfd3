import { readFileSync } from 'node:fs';
import { sortedFindings } from '../../../src/finding/corpus.js';
import type { Finding } from '../../../src/finding/finding.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../../src/log/corpus-sink.js';
import { createXmlReader } from '../../../src/log/xml/reader.js';

/** Reads a log given as a byte string, in pieces that end at `cuts`. */
export function readXml(text: string, cuts: readonly number[] = [], log = 'log.xml'): LogCorpus {
  const corpus = createLogCorpus();
  const reader = createXmlReader(log, corpusSink(corpus));
  let start = 0;
  for (const end of [...cuts].sort((a, b) => a - b)) {
    reader.write(text.slice(start, end));
    start = end;
  }
  reader.write(text.slice(start));
  reader.end();
  return corpus;
}

/** A log recorded by record.sh, as a byte string. */
export function recorded(name: string): string {
  return readFileSync(new URL(`logs/${name}.xml`, import.meta.url), 'latin1');
}

/** Each finding in one line: kind, extra line, count, frames as `fun:` sees them (~: only the demangled name is known). */
export function lines(corpus: LogCorpus): string[] {
  return [...corpus.findings.values()].map(
    ({ kind, extra, leakKind, count, frames }) =>
      `${[kind, extra ?? leakKind, `x${count}`].filter(Boolean).join(' ')}: ${frames.map(frameText).join(' < ')}`,
  );
}

function frameText({ fun, demangled, inlined }: Finding['frames'][number]): string {
  return `${fun ?? `~${demangled ?? ''}`}${inlined ? ' (inlined)' : ''}`;
}

/** All that a log gave, in an order that does not depend on reading. */
export function everything(corpus: LogCorpus): unknown {
  const { processes, notices, problems } = corpus;
  return { findings: sortedFindings(corpus), processes, notices, problems };
}
