import type { Verdict } from '../../prune/verdict.js';

/** A report that entries name which go. */
export interface Bug {
  readonly url: string;
  readonly entries: readonly { readonly name: string; readonly file: string; readonly line: number }[];
}

/** The reports that are named by what goes, in the order of the set: somebody should look whether they are closed. */
export function bugsOf(verdicts: readonly Verdict[]): readonly Bug[] {
  const bugs = new Map<string, Bug['entries'][number][]>();
  for (const { entry, action } of verdicts) {
    if (action !== 'remove') continue;
    const { name, file, line } = entry;
    for (const { value } of entry.metadata.bug)
      bugs.set(value, [...(bugs.get(value) ?? []), { name, file, line }]);
  }
  return [...bugs].map(([url, entries]) => ({ url, entries }));
}
