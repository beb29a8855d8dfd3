import { fileURLToPath } from 'node:url';
import { valgrindReads } from '../commands.js';
import { writeSet } from '../entries.js';
import { asPrinted } from '../measure.js';

const script = fileURLToPath(new URL('../load-once.js', import.meta.url));

/** Reading a set as one tool does, without the start of Node, against the whole of Valgrind that reads the same file. */
export const load = {
  name: 'load',
  sizes: [1_000, 10_000, 100_000],
  unit: 'entries',
  aim: 1,
  sides(size, folder) {
    const file = writeSet(folder, size);
    return { chaff: asPrinted(process.execPath, [script, file]), valgrind: valgrindReads(file) };
  },
};
