import { readAgain } from '../set/read-again.js';
import { readSetFile, type SetFile } from '../set/read-set.js';
import type { SourceFile } from '../suppression/load-set.js';
import { newestVersion } from '../suppression/version.js';

/**
 * What was read last, by version and name: of each file as it is and as it was before. A decision changes one file or two,
 * is judged at once, and what takes it back depends on both; where a team has thousands of verdicts, reading takes longer than
 * all of that.
 */
const latest = new Map<string, readonly SetFile[]>();
/** Three files for each of two versions: that of the logs and the newest, which decisions are written for. */
const mostRemembered = 6;

/** Reads one of the three files. */
export function readVerdictFile({ name, bytes }: SourceFile, version = newestVersion): SetFile {
  const key = `${version} ${name}`;
  const [last, ...older] = latest.get(key) ?? [];
  const known = [last, ...older].find((each) => each?.bytes === bytes);
  if (known) return known;
  const file = last ? readAgain(last, { name, bytes }, version) : readSetFile({ name, bytes }, version);
  latest.delete(key);
  latest.set(key, last ? [file, last] : [file]);
  if (latest.size > mostRemembered) latest.delete(latest.keys().next().value!);
  return file;
}
