import { readEncoding } from './encoding.js';
import { fixed, giveUp, list, plain, text, type Node } from './node.js';
import { readSubstitution } from './substitution.js';
import { digits, expect, nested, peek, sequence, take, untilEnd, type Symbol } from './symbol.js';
import { readTemplateArguments, withArguments } from './template-arguments.js';
import { readQualifiers, readType } from './types.js';
import { readTemplateParameter } from './template-parameters.js';
import { operators } from './words.js';

/** A name, with what is needed to read and print the function that has it. */
export interface Name {
  readonly node: Node;
  /** Those that it ends with. */
  readonly templateArguments: readonly Node[] | undefined;
  /** Constructors, destructors and conversions return what their name says. */
  readonly tellsReturned: boolean;
  /** ` const`, ` &` and so on behind the parameters of a member function. */
  readonly qualifiers: string;
}

export function readName(symbol: Symbol): Name {
  return nested(symbol, () => {
    if (take(symbol, 'N')) return readNested(symbol);
    if (take(symbol, 'Z')) return readLocal(symbol);
    const isSubstitution = peek(symbol) === 'S' && peek(symbol, 2) !== 'St';
    const { node, tellsReturned } = isSubstitution
      ? { node: readSubstitution(symbol), tellsReturned: false }
      : readUnqualified(symbol, take(symbol, 'St') ? fixed('std', 'std') : undefined);
    const rest = { tellsReturned, qualifiers: '' };
    if (peek(symbol) !== 'I')
      return isSubstitution ? giveUp() : { ...rest, node, templateArguments: undefined };
    if (!isSubstitution) symbol.substitutions.push(node);
    const templateArguments = readTemplateArguments(symbol);
    return { ...rest, node: withArguments(node, templateArguments), templateArguments };
  });
}

/** `N`…`E`: parts of a name, each within the one before. All but the whole can be substituted later. */
function readNested(symbol: Symbol): Name {
  const cv = readQualifiers(symbol);
  const reference = take(symbol, 'R') ? ' &' : take(symbol, 'O') ? ' &&' : '';
  let node: Node | undefined;
  let templateArguments: readonly Node[] | undefined;
  let tellsReturned = false;
  while (!take(symbol, 'E')) {
    const next = peek(symbol);
    take(symbol, 'M'); // what was named before is initialised by a lambda
    if (next === 'S') {
      if (node) giveUp();
      node = take(symbol, 'St') ? fixed('std', 'std') : readSubstitution(symbol);
      templateArguments = undefined;
      continue;
    }
    if (next === 'I') {
      templateArguments = readTemplateArguments(symbol);
      node = withArguments(node ?? giveUp(), templateArguments);
    } else if (next === 'T') {
      if (node) giveUp();
      node = readTemplateParameter(symbol);
    } else {
      const part = readUnqualified(symbol, node);
      ({ node, tellsReturned } = part);
      templateArguments = undefined;
    }
    symbol.substitutions.push(node);
  }
  symbol.substitutions.pop();
  return { node: node ?? giveUp(), templateArguments, tellsReturned, qualifiers: cv + reference };
}

/** `Z`…`E`: a name within a function. */
function readLocal(symbol: Symbol): Name {
  const outer = readEncoding(symbol, { isScope: true });
  expect(symbol, 'E');
  if (take(symbol, 's')) {
    readDiscriminator(symbol);
    const node: Node = { print: (context) => plain(`${text(outer, context)}::string literal`) };
    return { node, templateArguments: undefined, tellsReturned: false, qualifiers: '' };
  }
  if (peek(symbol) === 'd') giveUp();
  const inner = readName(symbol);
  readDiscriminator(symbol);
  return { ...inner, node: within(outer, inner.node) };
}

/** Tells equal names of one function apart, and is not printed. */
function readDiscriminator(symbol: Symbol): void {
  if (take(symbol, '__')) {
    digits(symbol);
    expect(symbol, '_');
  } else if (/^_\d/.test(peek(symbol, 2))) symbol.at += 2;
}

function within(outer: Node | undefined, inner: Node): Node {
  if (!outer) return inner;
  return {
    print: (context) => plain(`${text(outer, context)}::${text(inner, context)}`),
    ...named(inner.last ?? outer.last),
  };
}

function named(last: string | undefined): Pick<Node, 'last'> {
  return last === undefined ? {} : { last };
}

/** One part of a name. @param outer what it is a part of */
function readUnqualified(symbol: Symbol, outer: Node | undefined): Pick<Name, 'node' | 'tellsReturned'> {
  take(symbol, 'L'); // internal linkage
  const next = peek(symbol);
  if (next === 'C' || (next === 'D' && /^D\d/.test(peek(symbol, 2)))) {
    const last = outer?.last ?? giveUp();
    if (!/^(?:C[1-5]|D[0-5])/.test(peek(symbol, 2))) giveUp();
    symbol.at += 2;
    return { node: tagged(symbol, outer, fixed(next === 'C' ? last : `~${last}`)), tellsReturned: true };
  }
  if (take(symbol, 'cv')) {
    const type = readType(symbol);
    const node: Node = { print: (context) => plain(`operator ${text(type, context)}`) };
    return { node: tagged(symbol, outer, node), tellsReturned: true };
  }
  return { node: tagged(symbol, outer, readPlainName(symbol)), tellsReturned: false };
}

function readPlainName(symbol: Symbol): Node {
  if (/\d/.test(peek(symbol))) return readSourceName(symbol);
  if (take(symbol, 'Ut')) return fixed(`{unnamed type#${sequence(symbol, 10) + 1}}`);
  if (take(symbol, 'Ul')) return readLambda(symbol);
  if (take(symbol, 'li')) {
    const { last } = readSourceName(symbol);
    return fixed(`operator"" ${last}`);
  }
  const operator = operators.get(peek(symbol, 2)) ?? giveUp();
  symbol.at += 2;
  return fixed(`operator${operator}`);
}

function readSourceName(symbol: Symbol): Node {
  const length = Number(digits(symbol));
  const name = symbol.text.slice(symbol.at, symbol.at + length);
  if (length === 0 || name.length < length) giveUp();
  symbol.at += length;
  const shown = /^_GLOBAL_[._$]N/.test(name) ? '(anonymous namespace)' : name;
  return fixed(shown, shown);
}

function readLambda(symbol: Symbol): Node {
  const parameters = untilEnd(symbol, readType);
  const number = sequence(symbol, 10) + 1;
  return {
    print: (context) => {
      const inside = list(parameters, { ...context, inLambda: true });
      return plain(`{lambda(${inside === 'void' ? '' : inside})#${number}}`);
    },
  };
}

/** With the tags of its ABI, which belong to this part of the name. */
function tagged(symbol: Symbol, outer: Node | undefined, name: Node): Node {
  let node = name;
  while (take(symbol, 'B')) {
    const [known, tag] = [node, readSourceName(symbol).last];
    node = {
      print: (context) => plain(`${text(known, context)}[abi:${tag}]`),
      ...named(known.last),
    };
  }
  return within(outer, node);
}
