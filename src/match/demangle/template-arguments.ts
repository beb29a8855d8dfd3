import { readAddress, readEncoding } from './encoding.js';
import { giveUp, list, plain, text, type Node } from './node.js';
import { expect, peek, take, untilEnd, type Symbol } from './symbol.js';
import { readType } from './types.js';
import { literalEndings } from './words.js';

/** Reads `I`…`E`. */
export function readTemplateArguments(symbol: Symbol): readonly Node[] {
  expect(symbol, 'I');
  return untilEnd(symbol, readArgument);
}

/** A template with arguments. */
export function withArguments(template: Node, args: readonly Node[]): Node {
  return {
    print: (context) => {
      const name = text(template, context);
      const inside = list(args, context);
      // `<<` and `>>` would be read as operators.
      return plain(`${name}${name.endsWith('<') ? ' ' : ''}<${inside}${inside.endsWith('>') ? ' ' : ''}>`);
    },
    ...(template.last === undefined ? {} : { last: template.last }),
  };
}

function readArgument(symbol: Symbol): Node {
  switch (peek(symbol)) {
    case 'L':
      return readLiteral(symbol);
    case 'J': {
      symbol.at += 1;
      const pack = untilEnd(symbol, readArgument);
      return { pack, print: (context) => plain(list(pack, context)) };
    }
    case 'X':
      return readExpression(symbol);
    default:
      return readType(symbol);
  }
}

/** Reads `X`…`E`, of which only the address of something is understood. */
function readExpression(symbol: Symbol): Node {
  expect(symbol, 'XadL_Z');
  const address = readAddress(symbol);
  expect(symbol, 'EE');
  return address;
}

/** Reads `L`…`E`: a number of some type, or a function or variable. */
function readLiteral(symbol: Symbol): Node {
  expect(symbol, 'L');
  if (take(symbol, '_Z')) {
    const encoding = readEncoding(symbol);
    expect(symbol, 'E');
    return encoding;
  }
  const code = peek(symbol);
  const type = readType(symbol);
  const [, minus, value] = /^(n?)(\d+)E/.exec(symbol.text.slice(symbol.at, symbol.at + 50)) ?? giveUp();
  symbol.at += minus!.length + value!.length + 1;
  const number = `${minus === '' ? '' : '-'}${value}`;
  if (code === 'b' && (number === '0' || number === '1'))
    return { print: () => plain(number === '0' ? 'false' : 'true') };
  const ending = literalEndings.get(code);
  if (ending !== undefined) return { print: () => plain(number + ending) };
  return { print: (context) => plain(`(${text(type, context)})${number}`) };
}
