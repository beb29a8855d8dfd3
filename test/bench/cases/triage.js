import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { records } from '../findings.js';
import { writeLog, xml } from '../logs.js';
import { asPrinted } from '../measure.js';

const keys = fileURLToPath(new URL('../keys.js', import.meta.url));

/** How long somebody waits for a key on the page of `chaff triage`, at the worst: in Chromium, until the answer is painted. */
export const triage = {
  name: 'triage',
  needs: ['chromium'],
  sizes: [20_000],
  unit: 'findings, the slowest key on the page of triage',
  aim: 1,
  runs: 3,
  sides(size, folder) {
    const log = writeLog(join(folder, 'triage.xml'), xml, {
      records: records(size),
      processes: 1,
      each: size,
    });
    return { 'slowest key': asPrinted(process.execPath, [keys, log]), '100 ms': () => 100 };
  },
};
