import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chaff, chaffOnce } from '../commands.js';
import { records } from '../findings.js';
import { writeLog, xml } from '../logs.js';
import { realSet } from '../sets.js';

/** `chaff minimize` where all is noise, against itself with a tenth of the stacks: ten times the time would be linear. */
export const minimize = minimizeOf('minimize', false);

/** The same where one finding in ten is real, and told by an entry of its own that has its whole stack. */
export const minimizeReal = minimizeOf('minimize-real', true);

function minimizeOf(name, hasReal) {
  return {
    name,
    sizes: [10_000, 100_000],
    unit: 'stacks',
    aim: 12,
    sides(size, folder) {
      return {
        all: chaff(...command(size, folder, hasReal)),
        tenth: chaff(...command(size / 10, folder, hasReal)),
      };
    },
    runs: 3,
    note: (medians, size, folder) =>
      [size, size / 10].map((each) => noteOf(each, command(each, folder, hasReal))).join('; '),
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
function noteOf(size, args) {
  const { printed, mebibytes } = chaffOnce(...args, '--json');
  const { entries, bound } = JSON.parse(printed);
  const gap = entries === 0 ? 0 : (100 * (entries - bound)) / entries;
  return `${size.toLocaleString('en')}: gap ${gap.toFixed(2)} %, ${mebibytes.toFixed(0)} MiB`;
}
