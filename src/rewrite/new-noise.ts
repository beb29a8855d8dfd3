import type { Finding } from '../finding/finding.js';
import { safeColumns } from '../minimize/columns.js';
import { minimize } from '../minimize/minimize.js';
import type { Suppression } from '../suppression/suppression.js';
import type { NewEntry } from '../suppression/write.js';
import { fewestOf, groupsOf, realLike } from './candidates.js';
import type { Draft, Drafts, Uncovered, Work } from './work.js';

/** What hides the noise that neither the set nor another file hides: as `minimize` would write it, or exact stacks. */
export async function entriesBeside(set: readonly Suppression[], work: Work): Promise<Drafts> {
  return work.options.generalise ? smallestBeside(set, work) : exactBeside(set, work);
}

async function smallestBeside(set: readonly Suppression[], work: Work): Promise<Drafts> {
  const { findings, existing, ...options } = work.options;
  const { suppressions, uncovered } = await minimize(findings, {
    ...options,
    existing: [...existing, ...set],
  });
  return drafted(suppressions, uncovered, work);
}

async function exactBeside(set: readonly Suppression[], work: Work): Promise<Drafts> {
  const done = new Set([
    ...set.flatMap((each) => work.hits(each).noise.map(({ id }) => id)),
    ...work.elsewhere,
  ]);
  const open: readonly Finding[] = work.noise.filter(({ id }) => !done.has(id));
  const entries: NewEntry[] = [];
  const uncovered: Uncovered[] = [];
  for (const group of groupsOf(open)) {
    const columns = safeColumns(group, realLike(group[0]!, work), work.safety());
    const exact = columns.candidates.filter(({ isExact }) => isExact);
    for (const entry of await fewestOf(group, exact, work.options.limits)) entries.push(entry);
    const hidden = new Set(exact.flatMap(({ hides }) => hides));
    for (const [position, { id }] of group.entries())
      if (!hidden.has(position))
        uncovered.push({ id, reason: columns.uncovered.get(position) ?? 'no exact entry hides it' });
  }
  return drafted(entries, uncovered, work);
}

/** Without the entries that the Valgrind which will read the file would refuse. */
function drafted(entries: readonly NewEntry[], uncovered: readonly Uncovered[], work: Work): Drafts {
  const drafts: Draft[] = [];
  const refused: Uncovered[] = [];
  for (const entry of entries as readonly (NewEntry & { readonly hides: readonly string[] })[]) {
    const draft = work.draft(entry);
    if (draft) drafts.push(draft);
    else
      for (const id of entry.hides)
        refused.push({ id, reason: `Valgrind ${work.options.version} has no ${entry.kind}` });
  }
  return { drafts, uncovered: [...uncovered, ...refused].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
