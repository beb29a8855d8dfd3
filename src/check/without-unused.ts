import type { Check } from './check.js';

/** A replay without the unused entries of some files, those that came with a program: nobody here looks after them. */
export function withoutUnused(result: Check, files: ReadonlySet<string>): Check {
  const isUnused = ({ file, hides, mayHide }: Check['suppressions'][number]) =>
    files.has(file) && hides + mayHide === 0;
  return { ...result, suppressions: result.suppressions.filter((each) => !isUnused(each)) };
}
