import type { Check } from './check.js';

/** That entries of `file` hide nothing is no news: nobody here looks after them. */
export function withoutIdle(result: Check, file: string | undefined): Check {
  const isIdle = (each: Check['suppressions'][number]) =>
    each.file === file && each.hides + each.mayHide === 0;
  return { ...result, suppressions: result.suppressions.filter((each) => !isIdle(each)) };
}
