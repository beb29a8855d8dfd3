import { demangledShape } from './demangled.js';

/**
 * What the symbols look like that are printed in this way, as globs. C++ (`_Z`), Rust (`_R`, `_ZN`) and D (`_D`) all begin with
 * an underscore, and what is printed for them has brackets, `::` or blanks. Ada's `a__b` is printed `a.b`, with none of these.
 *
 * A function of C++ is printed with its parameters, and by its name much of the symbol is known: `Pool::put(int)` can only be
 * `_ZN4Pool3putE*`. What is not understood may be anything.
 */
export function mangledShapes(printed: string): readonly string[] {
  const known = shapes.get(printed);
  if (known) return known;
  if (shapes.size >= mostRemembered) shapes.clear();
  const found = printed.length > longest ? undefined : shapesInCxx(printed);
  const answer = found ?? (/[(<\s]|::/.test(printed) ? ['_*'] : ['_*', '*__*']);
  shapes.set(printed, answer);
  return answer;
}

/** Each line is tried on the same names. */
const shapes = new Map<string, readonly string[]>();
const mostRemembered = 10_000;

/** Of longer names the end may be missing. */
const longest = 1000;

function shapesInCxx(printed: string): readonly string[] | undefined {
  const shape = demangledShape(printed);
  if (!shape?.hasParameters) return undefined;
  const { before, parts } = shape;
  if (parts.some((part) => ofD.test(part))) return undefined;
  // What is within a function is `_ZZ` and the symbol of that function.
  const outer = parts.findIndex((part) => part.endsWith(')') && !part.startsWith('('));
  if (outer >= 0 && outer < parts.length - 1)
    return before === '' ? shapesWithin(parts.slice(0, outer + 1).join('::')) : undefined;
  if (/\) $/.test(before) && parts[0] === 'const' && parts.length > 1) return shapesWithin(`${before}const`);
  // Only for templates is printed what they return; thunks and guards have something else in front.
  if (before !== '' && (/[()]| (?:to|for) $/.test(before) || !parts.at(-1)!.endsWith('>'))) return undefined;
  const qualifiers = qualifiersIn(printed);
  if (qualifiers === undefined || parts.some((part) => part.startsWith('{'))) return undefined;
  if (parts.length === 1) {
    if (qualifiers !== '') return undefined;
    return linkages(partOfSymbol(parts[0]!)).map((last) => `_Z${last}*`);
  }
  if (parts[0] === 'std' && parts.length === 2)
    return linkages(partOfSymbol(parts[1]!)).map((last) => `_ZSt${last}*`);
  const scope = scopeOf(parts.slice(0, -1));
  return lastParts(parts.at(-1)!, parts.at(-2)!).map((last) => `_ZN${qualifiers}${scope}${last}`);
}

/** D puts dots between the parts of a name, and has symbols of its own. */
const ofD = /^[\w$\x80-\xff]+\./;

/** Of what is within a function. */
function shapesWithin(outer: string): readonly string[] | undefined {
  return shapesInCxx(outer)?.map((glob) => `_Z${glob.slice(1)}`);
}

/** Of a member function, as they stand in front of its name; undefined where that is not understood. */
function qualifiersIn(printed: string): string | undefined {
  const tail = /\)( const)?( &&?)?(?: \[clone [^\]]*\])*$/.exec(printed);
  if (!tail) return undefined;
  const [, isConst, reference] = tail;
  return (isConst ? 'K' : '') + (reference ? (reference === ' &' ? 'R' : 'O') : '');
}

function scopeOf(parts: readonly string[]): string {
  if (parts[0] !== 'std') return parts.map(partOfSymbol).join('');
  // `Ss` is `std::string`, `Sa` is `std::allocator`, and so on.
  const [, within = '', ...rest] = parts;
  const begins = abbreviated.test(within) ? '*' : `St${partOfSymbol(within)}`;
  return begins + rest.map(partOfSymbol).join('');
}

const abbreviated = /^(?:allocator|string|(?:basic_)?(?:string|[io]stream|iostream))(?:<|$)/;

/** What a function may be within its class: the one that the name says, or what makes an object of it or ends one. */
function lastParts(last: string, outer: string): readonly string[] {
  if (last.startsWith('~')) return ['D*'];
  const named = linkages(partOfSymbol(last)).map((part) => `${part}E*`);
  return withoutArguments(last) === withoutArguments(outer) ? [...named, 'C*'] : [...named, 'CI*'];
}

/** Functions that only their file can call have an `L` in front of their name. */
function linkages(part: string): readonly string[] {
  return part.startsWith('*') ? [part] : [part, `L${part}`];
}

/** A part of the name in a symbol; `*` for operators and all else that is not spelled there as it is printed. */
function partOfSymbol(part: string): string {
  if (part === '(anonymous namespace)') return '*_GLOBAL_?N*';
  const [, name, more] = /^([A-Za-z_$\x80-\xff][\w$\x80-\xff]*)(.*)$/s.exec(part) ?? [];
  if (name === undefined || name.startsWith('operator')) return '*';
  const spelled = `${name.length}${name}`;
  if (more === '') return spelled;
  if (/^<.*>$/s.test(more!)) return `${spelled}I*E`;
  return /^\[abi:/.test(more!) ? `${spelled}B*` : '*';
}

function withoutArguments(part: string): string {
  return part.replace(/[<[].*$/s, '');
}
