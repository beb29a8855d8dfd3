import { giveUp, plain, text, type Node } from './node.js';
import { readName } from './names.js';
import { digits, expect, peek, take, type Symbol } from './symbol.js';
import { parametersText, readType, returning } from './types.js';

/**
 * Reads what stands behind `_Z` (Itanium C++ ABI, section 5.1.2): a function with its parameters, a variable, or something
 * that the compiler made for one.
 *
 * @param isScope whether it is the function that a local name belongs to, which is printed without what it returns
 */
export function readEncoding(symbol: Symbol, { isScope = false } = {}): Node {
  if (peek(symbol) === 'T' || peek(symbol, 2) === 'GV') return readSpecial(symbol);
  return readFunction(symbol, isScope).whole;
}

/** `&` and what is read, as an argument of a template; of most members the name says it all. */
export function readAddress(symbol: Symbol): Node {
  const isMember = peek(symbol) === 'N' && peek(symbol, 2) !== 'NK';
  const { whole, name, isTemplate } = readFunction(symbol, false);
  if (name === whole || (isMember && !isTemplate)) return prefixed('&', name);
  return { print: (context) => plain(`&(${text(whole, context)})`) };
}

interface Function {
  readonly whole: Node;
  /** The same for a variable, and for a function of C. */
  readonly name: Node;
  readonly isTemplate: boolean;
}

function readFunction(symbol: Symbol, isScope: boolean): Function {
  const { node: name, templateArguments, tellsReturned, qualifiers } = readName(symbol);
  const isTemplate = templateArguments !== undefined;
  if (isAtEnd(symbol)) return { whole: name, name, isTemplate };
  const returned = isTemplate && !tellsReturned ? readType(symbol) : undefined;
  const parameters = [readType(symbol)];
  while (!isAtEnd(symbol)) parameters.push(readType(symbol));
  const whole: Node = {
    print: (outside) => {
      const context = templateArguments
        ? { ...outside, scope: { arguments: templateArguments, outer: outside.scope } }
        : outside;
      const declared = text(name, context) + parametersText(parameters, context) + qualifiers;
      if (!returned || isScope) return plain(declared);
      const { left, right } = returning(returned, context);
      return plain(left + declared + right);
    },
  };
  return { whole, name, isTemplate };
}

/** Whether the symbol ends here, or the local name or literal that this is a part of. */
function isAtEnd(symbol: Symbol): boolean {
  return symbol.at === symbol.text.length || peek(symbol) === 'E';
}

/** What the compiler makes beside functions and variables (section 5.1.4). */
const ofType: readonly (readonly [code: string, words: string])[] = [
  ['TV', 'vtable for '],
  ['TT', 'VTT for '],
  ['TI', 'typeinfo for '],
  ['TS', 'typeinfo name for '],
];
const ofName: readonly (readonly [code: string, words: string])[] = [
  ['GV', 'guard variable for '],
  ['TW', 'TLS wrapper function for '],
  ['TH', 'TLS init function for '],
];

function readSpecial(symbol: Symbol): Node {
  for (const [code, words] of ofType) if (take(symbol, code)) return prefixed(words, readType(symbol));
  for (const [code, words] of ofName) if (take(symbol, code)) return prefixed(words, readName(symbol).node);
  if (take(symbol, 'Th')) {
    readOffset(symbol);
    return prefixed('non-virtual thunk to ', readEncoding(symbol));
  }
  if (!take(symbol, 'Tv')) giveUp();
  readOffset(symbol);
  readOffset(symbol);
  return prefixed('virtual thunk to ', readEncoding(symbol));
}

function readOffset(symbol: Symbol): void {
  take(symbol, 'n');
  if (digits(symbol) === '') giveUp();
  expect(symbol, '_');
}

function prefixed(words: string, node: Node): Node {
  return { print: (context) => plain(words + text(node, context)) };
}
