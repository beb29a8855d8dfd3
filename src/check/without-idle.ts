import type { Check } from './check.js';

/** That entries of some files hide nothing is no news: nobody here looks after them. */
export function withoutIdle(result: Check, files: ReadonlySet<string>): Check {
  const isIdle = (each: Check['suppressions'][number]) =>
    files.has(each.file) && each.hides + each.mayHide === 0;
  return { ...result, suppressions: result.suppressions.filter((each) => !isIdle(each)) };
}
