// Prints the milliseconds that a set takes to be laid over the findings of a large program, its automaton made anew.
// Arguments: entries; how many of 100,000 stacks; `twin` to ask every entry of each, as is plain to see.
import { performance } from 'node:perf_hooks';
import { matchesStacks } from '../../dist/match/matches.js';
import { replay } from '../../dist/match/replay.js';
import { recordedStacks } from '../../dist/match/stack.js';
import { load } from '../../dist/suppression/load.js';
import { parse } from '../../dist/suppression/parse.js';
import { records } from './findings.js';
import { setFor } from './sets.js';

const leakKinds = {
  'definitely lost': 'definite',
  'possibly lost': 'possible',
  'still reachable': 'reachable',
  'indirectly lost': 'indirect',
};
const frames = new Map();
const [entries, stacks, way] = process.argv.slice(2);
const all = records(100_000);
const set = load(parse(setFor(all, Number(entries))), { file: 'set', tool: 'memcheck' }).suppressions;
const findings = all.slice(0, Number(stacks)).map(finding);
const start = performance.now();
if (way === 'twin') twin();
else replay(set, findings);
console.log(performance.now() - start);

function twin() {
  return findings.map((each) => {
    const recorded = recordedStacks(each);
    return set.filter((entry) => matchesStacks(entry, each, recorded) !== 'no');
  });
}

/** As the reader of XML gives it, as far as it is looked at here. */
function finding({ kind, lost, frames: recorded }) {
  return {
    kind: lost ? 'Memcheck:Leak' : kind === 'UninitCondition' ? 'Memcheck:Cond' : 'Memcheck:Value8',
    ...(lost && { leakKind: leakKinds[lost] }),
    frames: recorded.map(frameOf),
    hidesBelowMain: recorded.at(-1).fun === 'main',
    variants: [],
  };
}

/** One object for each distinct frame, as the readers of logs give them. */
function frameOf(frame) {
  if (!frames.has(frame)) {
    const { fun = '???', obj, file = null, line } = frame;
    frames.set(frame, { fun, obj, file, ...(line && { line }) });
  }
  return frames.get(frame);
}
