import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chaff } from '../commands.js';
import { records } from '../findings.js';
import { writeLog, xml } from '../logs.js';
import { asPrinted } from '../measure.js';
import { setFor } from '../sets.js';

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

/** The same as people meet it: `chaff check` of a log of such stacks. */
export const check = {
  name: 'check',
  sizes: [1_000, 10_000],
  unit: 'entries, a log of 100,000 stacks',
  aim: 1.5,
  sides(size, folder) {
    const all = records(stacks);
    const log = writeLog(join(folder, 'log.xml'), xml, { records: all, processes: 1, each: stacks });
    const checking = (entries) => {
      const set = join(folder, `${entries}.supp`);
      writeFileSync(set, setFor(all, entries));
      return chaff('check', log, '--suppressions', set);
    };
    return { chaff: checking(size), '10 entries': checking(10) };
  },
};

function matching(size, count, ...way) {
  return asPrinted(process.execPath, [script, String(size), String(count), ...way]);
}
