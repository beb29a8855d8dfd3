import { existsSync, linkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chaff, chaffPeak } from '../commands.js';
import { records } from '../findings.js';
import { text, writeLog, xml } from '../logs.js';
import { writeRealText, writeRealXml } from '../real-logs.js';
import { wholeProcess } from '../measure.js';

const python = (name) => fileURLToPath(new URL(`../python/${name}.py`, import.meta.url));

/** Megabytes of log for each error of the generated logs. */
const perError = { xml: 0.0021, text: 0.00085 };

/** What reads an XML log and keeps nothing of it. */
export const xmlAgainstXmllint = {
  name: 'xml-xmllint',
  needs: ['xmllint'],
  sizes: [256],
  unit: 'MB of XML',
  aim: 2,
  sides(size, folder) {
    const file = xmlLog(folder, size);
    return { chaff: reads(file, folder), xmllint: wholeProcess('xmllint', ['--stream', '--noout', file]) };
  },
};

/** What scripts around Valgrind do. */
export const xmlAgainstPython = {
  name: 'xml-python',
  needs: ['python3'],
  sizes: [256],
  unit: 'MB of XML',
  atLeast: 3,
  sides(size, folder) {
    const file = xmlLog(folder, size);
    return {
      ElementTree: wholeProcess('python3', [python('element_tree'), file]),
      chaff: reads(file, folder),
    };
  },
};

/** The least that can be done with the lines of a text log. */
export const textAgainstMawk = {
  name: 'text-mawk',
  needs: ['mawk'],
  sizes: [512],
  unit: 'MB of text, one core',
  aim: 6,
  sides: (size, folder) => againstMawk([textLog(folder, size)], folder),
};

/**
 * The same in several files, for two cores. A thread learns everything anew, which takes as long as reading hundreds of megabytes
 * that say nothing new: so there are several sizes. Two logs are made, and the larger sizes are they under many names.
 */
export const textOnTwoCores = {
  name: 'text-mawk-two',
  needs: ['mawk'],
  sizes: [512, 2048, 8192],
  unit: 'MB of text, two cores',
  aim: 3,
  sides(size, folder) {
    const each = Math.min(size / 2, 512);
    const files = Array.from({ length: size / each }, (_, k) => {
      const log = textLog(folder, each, 1 + (k % 2));
      return k < 2 ? log : linked(log, k);
    });
    return againstMawk(files, folder, 2);
  },
};

/** The logs that are bundled, of real programs and of all tools, one after the other again and again. */
export const realXmlAgainstXmllint = {
  name: 'xml-real',
  needs: ['xmllint'],
  sizes: [256],
  unit: 'MB of real XML',
  aim: 2,
  sides(size, folder) {
    const file = once(join(folder, 'real.xml'), (path) => writeRealXml(path, size * 1e6));
    return { chaff: reads(file, folder), xmllint: wholeProcess('xmllint', ['--stream', '--noout', file]) };
  },
};

export const realTextAgainstMawk = {
  name: 'text-real',
  needs: ['mawk'],
  sizes: [512],
  unit: 'MB of real text, one core',
  aim: 6,
  sides(size, folder) {
    const file = once(join(folder, 'real.log'), (path) => writeRealText(path, size * 1e6));
    return againstMawk([file], folder);
  },
};

export const textAgainstPython = {
  name: 'text-python',
  needs: ['python3'],
  sizes: [512],
  unit: 'MB of text, one core',
  atLeast: 3,
  sides(size, folder) {
    const file = textLog(folder, size);
    return { Python: wholeProcess('python3', [python('line_by_line'), file]), chaff: reads(file, folder) };
  },
};

/** Peaks of resident memory, of much with the same findings again and again, and of an eighth of it. */
export const memory = {
  name: 'memory',
  sizes: [2048],
  unit: 'MiB of logs, peak memory',
  aim: 1.25,
  runs: 1,
  show: (mebibytes) => `${mebibytes.toFixed(0)} MiB`,
  note: ({ all }) => `${all <= 300 ? 'within' : 'beyond'} 300 MiB`,
  sides(size, folder) {
    const logs = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
      seed % 2 === 0
        ? xmlLog(folder, (size * 1.048576) / 8, seed)
        : textLog(folder, (size * 1.048576) / 8, seed),
    );
    return { all: peak(logs, folder), 'an eighth': peak(logs.slice(0, 1), folder) };
  },
};

function againstMawk(files, folder, cores = 1) {
  const count = ['/^==/{n++} END{print n}', ...files];
  return { chaff: reads(files, folder, cores), mawk: wholeProcess('mawk', count) };
}

function reads(files, folder, cores = 1) {
  return chaff('check', ...[files].flat(), '-s', emptySet(folder), '-j', String(cores));
}

function peak(files, folder) {
  return chaffPeak('check', ...files, '-s', emptySet(folder));
}

function emptySet(folder) {
  const file = join(folder, 'empty.supp');
  writeFileSync(file, '');
  return file;
}

/** One document, for other readers take no more. */
function xmlLog(folder, megabytes, seed = 1) {
  return once(join(folder, `${megabytes}-${seed}.xml`), (file) =>
    writeLog(file, xml, { records: some(), processes: 1, each: Math.round(megabytes / perError.xml), seed }),
  );
}

/** Of many processes, five hundred errors each. */
function textLog(folder, megabytes, seed = 1) {
  const processes = Math.round(megabytes / perError.text / 500);
  return once(join(folder, `${megabytes}-${seed}.log`), (file) =>
    writeLog(file, text, { records: some(), processes, each: 500, seed }),
  );
}

function once(file, write) {
  if (!existsSync(file)) write(file);
  console.error(`  ${file.slice(file.lastIndexOf('/') + 1)}: ${(statSync(file).size / 1e6).toFixed(0)} MB`);
  return file;
}

/** The same log under another name. */
function linked(log, number) {
  const name = log.replace(/\.log$/, `-${number}.log`);
  if (!existsSync(name)) linkSync(log, name);
  return name;
}

let kept;

/** So many distinct findings as a large suite has. */
function some() {
  kept ??= records(5000);
  return kept;
}
