import { fileURLToPath } from 'node:url';
import { asPrinted } from '../measure.js';

const script = fileURLToPath(new URL('../match-once.js', import.meta.url));
const stacks = 100_000;
/** The twin is given one stack in so many, and its time taken as often. */
const share = 200;

/** A set over 100,000 distinct stacks, against ten entries over the same. The automaton is made anew each time. */
export const match = {
  name: 'match',
  sizes: [1_000, 10_000],
  unit: 'entries over 100,000 stacks',
  aim: 1.5,
  runs: 5,
  sides: (size) => ({ chaff: matching(size, stacks), '10 entries': matching(10, stacks) }),
};

/** The plain matcher asked of every entry and stack, against the same. */
export const matchTwin = {
  name: 'match-twin',
  sizes: [10_000],
  unit: 'entries over 100,000 stacks',
  atLeast: 100,
  runs: 5,
  sides(size) {
    const twin = matching(size, stacks / share, 'twin');
    return {
      [`twin (${share} times ${stacks / share} stacks)`]: () => share * twin(),
      chaff: matching(size, stacks),
    };
  },
};

function matching(size, count, ...way) {
  return asPrinted(process.execPath, [script, String(size), String(count), ...way]);
}
