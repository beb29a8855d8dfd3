import { categories, narrowsSet, widensSet, type Category, type SetDiff } from './diff.js';
import type { Effect, Shift } from './effect.js';

/**
 * What may be asked of a change of a set. `widened` and `narrowed` are about the set: an added entry widens it unless
 * the old one hid all that before, a removed one narrows it unless the new one still does. Doubt counts.
 */
export const conditions = [
  'hides-real',
  'hides',
  'reports',
  'widened',
  'narrowed',
  ...categories.filter((each) => each !== 'widened' && each !== 'narrowed' && each !== 'layout'),
  'any',
  'none',
] as const;
export type Condition = (typeof conditions)[number];

export const defaultConditions: readonly Condition[] = ['hides-real', 'widened'];

/** Of some conditions those that a change of a set fulfils. Without logs nothing is known to hide or to be reported. */
export function fulfilled(
  asked: readonly Condition[],
  { changes, comments, broken }: SetDiff,
  effect: Effect | undefined,
): readonly Condition[] {
  const isAny = (shift: Shift | undefined) => !!shift && shift.certain.length + shift.possible.length > 0;
  const holds: Partial<Record<Condition, () => boolean>> = {
    'hides-real': () => hidesReal(effect),
    hides: () => isAny(effect?.newlyHidden),
    reports: () => isAny(effect?.newlyReported),
    widened: () => changes.some(widensSet),
    narrowed: () => changes.some(narrowsSet),
    any: () =>
      changes.some((each) => !each.categories.includes('layout')) ||
      comments.added.length + comments.removed.length > 0 ||
      broken.some(({ isInBoth }) => !isInBoth),
    none: () => false,
  };
  return asked.filter(
    (each) => holds[each]?.() ?? changes.some((change) => change.categories.includes(each as Category)),
  );
}

/** Is a real finding among those that are newly hidden, or may be? */
export function hidesReal(effect: Effect | undefined): boolean {
  if (!effect) return false;
  const { certain, possible } = effect.newlyHidden;
  return [...certain, ...possible].some(({ real }) => real);
}
