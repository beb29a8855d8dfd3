import { readSetFile, type SetFile } from '../set/read-set.js';
import type { SourceFile } from '../suppression/load-set.js';
import { newestVersion } from '../suppression/version.js';

/**
 * What was read last, by name. A decision changes one file or two and is judged at once, and reading takes longer than both
 * where a team has thousands of verdicts.
 */
const latest = new Map<string, { readonly version: string; readonly file: SetFile }>();
const mostRemembered = 3;

/** Reads one of the three files. */
export function readVerdictFile({ name, bytes }: SourceFile, version = newestVersion): SetFile {
  const before = latest.get(name);
  if (before?.version === version && before.file.bytes === bytes) return before.file;
  const file = readSetFile({ name, bytes }, version);
  latest.delete(name);
  latest.set(name, { version, file });
  if (latest.size > mostRemembered) latest.delete(latest.keys().next().value!);
  return file;
}
