import { giveUp, list, plain, print, text, type Context, type Node, type Piece } from './node.js';
import { readName } from './names.js';
import { readSubstitution } from './substitution.js';
import { digits, expect, nested, peek, take, type Symbol } from './symbol.js';
import { readTemplateArguments, withArguments } from './template-arguments.js';
import { expansion, readTemplateParameter } from './template-parameters.js';
import { builtinTypes } from './words.js';

/** Reads a type (Itanium C++ ABI, section 5.1.5). */
export function readType(symbol: Symbol): Node {
  return nested(symbol, () => {
    const builtin = [peek(symbol), peek(symbol, 2)].find((code) => builtinTypes.has(code));
    if (builtin !== undefined) {
      symbol.at += builtin.length;
      const name = builtinTypes.get(builtin)!;
      return { print: () => plain(name) };
    }
    if (peek(symbol) === 'S' && peek(symbol, 2) !== 'St') return readSubstitutedType(symbol);
    const type = readCompound(symbol);
    symbol.substitutions.push(type);
    return type;
  });
}

/** A substitution is in the table already; with arguments it is something new. */
function readSubstitutedType(symbol: Symbol): Node {
  const template = readSubstitution(symbol);
  if (peek(symbol) !== 'I') return template;
  const type = withArguments(template, readTemplateArguments(symbol));
  symbol.substitutions.push(type);
  return type;
}

function readCompound(symbol: Symbol): Node {
  const first = peek(symbol);
  switch (first) {
    case 'r':
    case 'V':
    case 'K':
      return readQualified(symbol);
    case 'P':
      symbol.at += 1;
      return pointer(readType(symbol), '*');
    case 'R':
    case 'O':
      symbol.at += 1;
      return reference(readType(symbol), first === 'R' ? '&' : '&&');
    case 'F':
      return readFunction(symbol);
    case 'A':
      return readArray(symbol);
    case 'M':
      return readMemberPointer(symbol);
    case 'T':
      return readParameterOrTemplate(symbol);
    case 'D':
      if (take(symbol, 'Dp')) return expansion(readType(symbol));
      return peek(symbol, 2) === 'Do' ? readFunction(symbol) : giveUp();
    default:
      return /[\dNZS]/.test(first) ? readName(symbol).node : giveUp();
  }
}

/** `r`, `V`, `K` before the type, one substitution together. */
function readQualified(symbol: Symbol): Node {
  const words = readQualifiers(symbol);
  if (peek(symbol) === 'F' || peek(symbol, 2) === 'Do') return readFunction(symbol, words);
  const type = readType(symbol);
  return {
    print: (context) => {
      const piece = print(type, context);
      // The elements of an array are qualified, which stand before the blank.
      if (piece.is === 'array') return { ...piece, left: `${piece.left.trimEnd()}${words} ` };
      if (piece.is === 'function') giveUp();
      // What a template parameter stands for may be qualified already.
      return piece.left.endsWith(words) ? piece : { left: piece.left + words, right: piece.right };
    },
  };
}

/** The innermost of the qualifiers is the last one. */
export function readQualifiers(symbol: Symbol): string {
  let words = '';
  if (take(symbol, 'r')) words = ' restrict';
  if (take(symbol, 'V')) words = ` volatile${words}`;
  if (take(symbol, 'K')) words = ` const${words}`;
  return words;
}

function pointer(type: Node, sign: string): Node {
  return { print: (context) => pointing(print(type, context), sign) };
}

/** What points to something: a function or an array needs parentheses. */
function pointing({ left, right, is }: Piece, sign: string): Piece {
  if (is === 'function') return { left: `${left}(${sign}`, right: `)${right}` };
  if (is === 'array') return { left: `${left}(${sign}`, right: `) ${right}` };
  return { left: left + sign, right };
}

/** A reference to a reference is one, of lvalues where either is. */
function reference(type: Node, sign: '&' | '&&'): Node {
  return {
    print: (context) => {
      const piece = print(type, context);
      if (piece.is === '&' || (piece.is === '&&' && sign === '&&')) return piece;
      if (piece.is === '&&') return { ...piece, left: piece.left.slice(0, -1), is: '&' };
      return { ...pointing(piece, sign), is: sign };
    },
  };
}

/** @param qualifiers of a member function */
function readFunction(symbol: Symbol, qualifiers = ''): Node {
  const isNoexcept = take(symbol, 'Do');
  expect(symbol, 'F');
  take(symbol, 'Y');
  const returned = readType(symbol);
  let referenceSign = '';
  const parameters: Node[] = [];
  while (!take(symbol, 'E')) {
    if (take(symbol, 'RE') || take(symbol, 'OE')) {
      referenceSign = symbol.text[symbol.at - 2] === 'R' ? ' &' : ' &&';
      break;
    }
    parameters.push(readType(symbol));
  }
  const end = `${qualifiers}${referenceSign}${isNoexcept ? ' noexcept' : ''}`;
  return {
    print: (context) => {
      const { left, right } = returning(returned, context);
      return { left, right: `${parametersText(parameters, context)}${end}${right}`, is: 'function' };
    },
  };
}

/** The type that a function returns, as it stands around the function. */
export function returning(type: Node, context: Context): Piece {
  const { left, right } = print(type, context);
  return { left: right === '' ? `${left} ` : left, right };
}

/** Parameters in parentheses; `void` alone is none. */
export function parametersText(parameters: readonly Node[], context: Context): string {
  const texts = list(parameters, context);
  return parameters.length === 1 && texts === 'void' ? '()' : `(${texts})`;
}

function readArray(symbol: Symbol): Node {
  expect(symbol, 'A');
  const size = digits(symbol);
  expect(symbol, '_');
  const type = readType(symbol);
  return {
    print: (context) => {
      const { left, right, is } = print(type, context);
      return { left: is === 'array' ? left : `${left} `, right: `[${size}]${right}`, is: 'array' };
    },
  };
}

function readMemberPointer(symbol: Symbol): Node {
  expect(symbol, 'M');
  const owner = readType(symbol);
  const member = readType(symbol);
  return {
    print: (context) => {
      const sign = `${text(owner, context)}::*`;
      const piece = print(member, context);
      return piece.is === undefined || piece.is.startsWith('&')
        ? { left: `${piece.left} ${sign}`, right: piece.right }
        : pointing(piece, sign);
    },
  };
}

/** `T_`, and `T_` with arguments of its own: a template template parameter. */
function readParameterOrTemplate(symbol: Symbol): Node {
  const parameter = readTemplateParameter(symbol);
  if (peek(symbol) !== 'I') return parameter;
  symbol.substitutions.push(parameter);
  return withArguments(parameter, readTemplateArguments(symbol));
}
