import { fileURLToPath } from 'node:url';
import { valgrindReads } from '../commands.js';
import { writeSet } from '../entries.js';
import { wholeProcess } from '../measure.js';

const script = fileURLToPath(new URL('../load-once.js', import.meta.url));

/** Reading a set as one tool does, start of Node included, against Valgrind that reads the same file. */
export const load = {
  name: 'load',
  needs: ['valgrind'],
  sizes: [1_000, 10_000, 100_000],
  unit: 'entries',
  aim: (entries) => (entries > 10_000 ? 2 : 1),
  sides(size, folder) {
    const file = writeSet(folder, size);
    return { chaff: wholeProcess(process.execPath, [script, file]), valgrind: valgrindReads(file) };
  },
};
