import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chaffTold } from '../commands.js';
import { records } from '../findings.js';
import { writeLog, xml } from '../logs.js';
import { realSet } from '../sets.js';

/** `chaff minimize` where all is noise, against itself with a tenth of the stacks: ten times the time would be linear. */
export const minimize = minimizeOf('minimize', false);

/** The same where one finding in ten is real, and told by an entry of its own that has its whole stack. */
export const minimizeReal = minimizeOf('minimize-real', true);

function minimizeOf(name, hasReal) {
  let told;
  return {
    name,
    sizes: [10_000, 100_000],
    unit: 'stacks',
    aim: 12,
    runs: 1,
    sides(size, folder) {
      const some = [size, size / 10].map((count) => chaffTold(...command(count, folder, hasReal), '--json'));
      told = some.map((each) => each.told);
      const [all, tenth] = some.map((each) => each.measure);
      return { all, tenth };
    },
    note: (_, size) => told.map((last, k) => noteOf(size / 10 ** k, last())).join('; '),
  };
}

function command(size, folder, hasReal) {
  const all = records(size);
  const log = writeLog(join(folder, `${size}.xml`), xml, { records: all, processes: 1, each: size });
  const out = ['--output', join(folder, 'noise.supp')];
  if (!hasReal) return ['minimize', log, '--unmarked', 'noise', ...out];
  const real = join(folder, `${size}-real.supp`);
  writeFileSync(real, realSet(all));
  return ['minimize', log, '--unmarked', 'noise', '--real', real, ...out];
}

/** How far from the best the set can be, and the memory that it took. */
function noteOf(size, { printed, mebibytes }) {
  const { entries, bound } = JSON.parse(printed);
  const gap = entries === 0 ? 0 : (100 * (entries - bound)) / entries;
  return `${size.toLocaleString('en')}: gap ${gap.toFixed(2)} %, ${mebibytes.toFixed(0)} MiB`;
}
