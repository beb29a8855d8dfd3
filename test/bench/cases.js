import { help } from './cases/help.js';
import { lint, lintRaw } from './cases/lint.js';
import { load } from './cases/load.js';
import { check, match, matchTwin } from './cases/match.js';
import { deepPatterns, patterns } from './cases/patterns.js';
import { minimize, minimizeReal } from './cases/minimize.js';
import {
  memory,
  realTextAgainstMawk,
  realXmlAgainstXmllint,
  textAgainstMawk,
  textAgainstPython,
  textOnTwoCores,
  xmlAgainstPython,
  xmlAgainstXmllint,
} from './cases/reading.js';
import { replay } from './cases/replay.js';
import { triage } from './cases/triage.js';

/**
 * All cases, in the order of the table. A new one is a file and a line here:
 *
 *   name    what the command line calls it
 *   sizes   of the input, each a line of the table
 *   unit    what the sizes count
 *   needs   commands without which it is left out
 *   sides   given a size and a folder to write to, two measures by name (measure.js); the ratio is the first by the second
 *   aim     the largest ratio that is good enough, or how it follows from the size; or atLeast, the smallest one
 *   runs    where as many as the command line asks for would take too long
 *   show    spells a measure (default: milliseconds as seconds)
 *   note    what else is to be said, given the medians by name of the side, the size and the folder
 */
export const cases = [
  help,
  xmlAgainstXmllint,
  realXmlAgainstXmllint,
  xmlAgainstPython,
  textAgainstMawk,
  realTextAgainstMawk,
  textOnTwoCores,
  textAgainstPython,
  memory,
  replay,
  load,
  lint,
  lintRaw,
  match,
  matchTwin,
  check,
  patterns,
  deepPatterns,
  minimize,
  minimizeReal,
  triage,
];
