import { chaff, valgrindReads } from '../commands.js';
import { raw, tidy, writeSet } from '../entries.js';

/** `chaff lint`, for all tools and with all rules, against Valgrind that reads the same file for one tool. */
export const lint = lintOf('lint', tidy);

/** The same where there is something to say of every entry. */
export const lintRaw = lintOf('lint-raw', raw);

function lintOf(name, style) {
  return {
    name,
    needs: ['valgrind'],
    sizes: [10_000, 100_000],
    unit: 'entries',
    aim: 2,
    sides(size, folder) {
      const file = writeSet(folder, size, style);
      return { chaff: chaff('lint', file), valgrind: valgrindReads(file) };
    },
  };
}
