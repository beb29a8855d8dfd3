import { chaff } from '../commands.js';
import { wholeProcess } from '../measure.js';

/** What one waits for before anything happens. */
export const help = {
  name: 'help',
  sizes: [1],
  unit: 'run of --help',
  aim: 2.5,
  sides: () => ({ chaff: chaff('--help'), 'node -e 0': wholeProcess(process.execPath, ['-e', '0']) }),
};
