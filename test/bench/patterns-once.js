// Prints the milliseconds that twenty entries of `...` and a wildcard in turn, so many pairs, take over a hundred stacks of
// 500 frames that they nearly fit.
import { performance } from 'node:perf_hooks';
import { replay } from '../../dist/match/replay.js';

const pairs = Number(process.argv[2]);
const set = Array.from({ length: 20 }, (_, k) => ({
  kind: 'Memcheck:Cond',
  frames: [
    ...Array.from({ length: pairs }, () => [{ type: '...' }, { type: 'fun', pattern: '*' }]).flat(),
    { type: 'fun', pattern: `missing_${k}` },
  ],
}));
const findings = Array.from({ length: 100 }, (_, k) => ({
  kind: 'Memcheck:Cond',
  frames: Array.from({ length: 500 }, (_, at) => ({ fun: `f${(k * at) % 97}`, obj: '/usr/bin/program' })),
  hidesBelowMain: false,
  variants: [],
}));
const start = performance.now();
replay(set, findings);
console.log(performance.now() - start);
