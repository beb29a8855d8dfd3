import { fileURLToPath } from 'node:url';
import { peakMemory, wholeProcess, wholeProcessTold } from './measure.js';

const bin = fileURLToPath(new URL('../../bin/chaff.js', import.meta.url));

export function chaff(...args) {
  return wholeProcess(process.execPath, [bin, ...args]);
}

export function chaffPeak(...args) {
  return peakMemory([bin, ...args]);
}

export function chaffTold(...args) {
  return wholeProcessTold([bin, ...args]);
}

/** Valgrind's Memcheck starts, reads a suppression file, and runs a program that does nothing. */
export function valgrindReads(file) {
  return wholeProcess('valgrind', ['-q', '--tool=memcheck', `--suppressions=${file}`, 'true']);
}
