import { load } from '../suppression/load.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { tools } from '../suppression/tools.js';
import type { Tree } from '../suppression/tree.js';
import { formatSuppression } from '../suppression/write.js';
import type { State } from './slot.js';
import { contentOf, loadedFrom } from './survey.js';
import type { Work } from './work.js';

/**
 * The promises, checked on the file as it will be written.
 *
 * @throws Error when one is broken: that is a defect of chaff, and an old set is better than a wrong one.
 */
export function verify(before: Tree, after: Tree, state: State, work: Work): void {
  for (const { suppression, from } of state.slots) {
    const real = from.some(({ hold }) => hold === 'fixed') ? undefined : work.hits(suppression).real[0];
    if (real) throw new Error(`“${suppression.name}” would hide the real finding ${real.id}; ${report}`);
  }
  for (const { tool } of tools) {
    const wanted = expected(before, tool, state, work).map(contentOf).sort();
    const found = loaded(after, tool, work).map(contentOf).sort();
    if (JSON.stringify(wanted) !== JSON.stringify(found))
      throw new Error(`${tool} would not load the new file as meant; ${report}`);
  }
}

const report = 'nothing was written, please report this defect of chaff';

/** What a tool should load: what it loaded, without what is gone or changed, and what is new. */
function expected(before: Tree, tool: Tool, { slots, removals }: State, work: Work): readonly Suppression[] {
  const changed = slots.filter(({ change }) => change);
  const gone = new Set(
    [...removals.map(({ known }) => known), ...changed.flatMap(({ from }) => from)].map(({ line }) => line),
  );
  return [
    ...loaded(before, tool, work).filter(({ line }) => !gone.has(line)),
    ...changed.flatMap(({ from, suppression, change }) => {
      const reads = from[0]
        ? from[0].tools.includes(tool)
        : loadedFrom(formatSuppression(change!.entry), tool, work.options);
      return reads ? [suppression] : [];
    }),
  ];
}

function loaded(tree: Tree, tool: Tool, { options }: Work): readonly Suppression[] {
  return load(tree, { file: '', tool, version: options.version, numCallers: options.numCallers })
    .suppressions;
}
