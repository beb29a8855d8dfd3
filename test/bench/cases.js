import { lint, lintRaw } from './cases/lint.js';
import { load } from './cases/load.js';

/**
 * All cases, in the order of the table. A new one is a file and a line here:
 *
 *   name    what the command line calls it
 *   sizes   of the input, each a line of the table
 *   unit    what the sizes count
 *   sides   given a size and a folder to write to, two measures by name (measure.js); the ratio is the first by the second
 *   aim     the largest ratio that is good enough
 */
export const cases = [load, lint, lintRaw];
