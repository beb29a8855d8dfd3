import { fixed, giveUp, type Node } from './node.js';
import { expect, peek, sequence, type Symbol } from './symbol.js';
import { abbreviations } from './words.js';

/** Reads `S_`, `S0_`, …, which stand for parts that came before, or an abbreviation of a name in `std`. */
export function readSubstitution(symbol: Symbol): Node {
  const abbreviation = abbreviations.get(peek(symbol, 2));
  if (abbreviation) {
    symbol.at += 2;
    const { name, last, whole } = abbreviation;
    return fixed(whole !== undefined && /[CD]/.test(peek(symbol)) ? whole : name, last);
  }
  expect(symbol, 'S');
  return symbol.substitutions[sequence(symbol, 36)] ?? giveUp();
}
