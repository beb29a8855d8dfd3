import { covers } from '../../match/covers.js';
import type { SetEntry } from '../../set/set-entry.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import type { Suppression } from '../../suppression/suppression.js';

/** Does an entry surely hide, for each tool, all that another one hides, read whole and as `--num-callers` cuts it? */
export function hidesAll(now: SetEntry, before: SetEntry): boolean {
  return [...before.loaded].every(([tool, suppression]) => {
    const other = now.loaded.get(tool);
    return other && covers(other, suppression).covers && covers(cut(other), cut(suppression)).covers;
  });
}

function cut(suppression: Suppression): Suppression {
  return { ...suppression, frames: suppression.frames.slice(0, defaultNumCallers) };
}
