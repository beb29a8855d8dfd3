import { dirname, join, resolve } from 'node:path';
import { isReal, verdicts, type Verdict } from '../verdict/verdict.js';
import { suggestion } from './suggest.js';
import { UsageError } from './usage-error.js';

/** Where the files of the verdicts are, or will be. */
export type VerdictPaths = Readonly<Record<Verdict, string>>;

/**
 * Reads the value of `verdicts` in a configuration: the folder of `fix.supp`, `annotate.supp` and `suppress.supp`, or an
 * object with paths, where those that it does not name are in the folder of the configuration. Throws `UsageError`.
 */
export function readVerdictPaths(value: unknown, file: string): VerdictPaths {
  const folder = dirname(file);
  if (typeof value === 'string') return namedIn(resolve(folder, value), {});
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file}: “verdicts” must be a folder, or an object with ${verdicts.join(', ')}`);
  const paths: Partial<Record<Verdict, string>> = {};
  for (const [key, path] of Object.entries(value) as [string, unknown][]) {
    const verdict = verdicts.find((each) => each === key);
    if (!verdict) throw new UsageError(`${file}: unknown key “verdicts.${key}”${suggestion(key, verdicts)}`);
    if (typeof path !== 'string') throw new UsageError(`${file}: “verdicts.${key}” must be a text`);
    paths[verdict] = resolve(folder, path);
  }
  const all = namedIn(folder, paths);
  if (new Set(Object.values(all)).size < verdicts.length)
    throw new UsageError(`${file}: “verdicts” must name three different files`);
  return all;
}

function namedIn(folder: string, named: Partial<VerdictPaths>): VerdictPaths {
  const of = (verdict: Verdict) => named[verdict] ?? join(folder, `${verdict}.supp`);
  return { fix: of('fix'), annotate: of('annotate'), suppress: of('suppress') };
}

/** The files whose entries stand for what must stay reported, if the configuration names any. */
export function realVerdictPaths({
  verdicts: paths,
}: {
  readonly verdicts?: VerdictPaths;
}): readonly string[] {
  return paths ? verdicts.filter(isReal).map((verdict) => paths[verdict]) : [];
}
