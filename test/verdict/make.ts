import { entriesIn, readSetFile } from '../../src/set/read-set.js';
import type { SourceFile } from '../../src/suppression/load-set.js';
import { newestVersion } from '../../src/suppression/version.js';
import type { Verdict, VerdictFiles } from '../../src/verdict/verdict.js';

export const options = { version: newestVersion, numCallers: 500 };

/** The three files with some bytes; those without are empty. */
export function files(bytes: Partial<Record<Verdict, string>> = {}): VerdictFiles {
  const of = (verdict: Verdict) => ({ name: `${verdict}.supp`, bytes: bytes[verdict] ?? '' });
  return { fix: of('fix'), annotate: of('annotate'), suppress: of('suppress') };
}

export function bytesOf(some: VerdictFiles): Record<Verdict, string> {
  return { fix: some.fix.bytes, annotate: some.annotate.bytes, suppress: some.suppress.bytes };
}

/** The lines of a file that belong to no entry which says one of `contents`, blank ones left out. */
export function otherLines(file: SourceFile, contents: ReadonlySet<string>): string[] {
  const lines = file.bytes.split('\n');
  const gone = new Set<number>();
  for (const { content, source } of entriesIn([readSetFile(file)]))
    if (contents.has(content)) for (let at = source.from; at < source.to; at++) gone.add(at);
  return lines.filter((line, at) => !gone.has(at) && /[^ \t\f\v\r]/.test(line));
}
