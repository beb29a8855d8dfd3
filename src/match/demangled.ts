/**
 * The shape of a name as a demangler prints it. The plain names of inlined calls, which Valgrind compares as they are,
 * look alike: templates and closures bring brackets, blanks and `::`, but those are inside of angle brackets or braces,
 * and no such name ends in a list of parameters.
 */
export interface DemangledShape {
  /** The parts between `::` outside of all brackets; without parameters, and without a result in front. */
  readonly parts: readonly string[];
  readonly hasParameters: boolean;
  /** What stands in front: the type of the result, or words such as `virtual thunk to`. */
  readonly before: string;
}

/** Undefined for a text that may well be a symbol, or the plain name of an inlined call. */
export function demangledShape(name: string): DemangledShape | undefined {
  if (!/::|\)/.test(name) || isSymbolOrPlain(name)) return undefined;
  const { separators, blanks, brackets } = outline(name);
  const list = brackets.at(-1);
  const hasParameters = list !== undefined && isListAt(name, list.from) && tail.test(name.slice(list.to));
  const end = hasParameters ? list.from : name.length;
  const start = (blanks.findLast((at) => at < end) ?? -1) + 1;
  const cuts = separators.filter((at) => at >= start && at < end);
  if (cuts.length === 0 && !hasParameters) return undefined;
  const starts = [start, ...cuts.map((at) => at + 2)];
  const parts = starts.map((from, k) => name.slice(from, cuts[k] ?? end));
  return { parts, hasParameters, before: name.slice(0, start) };
}

/**
 * Methods of Objective-C and functions of Crystal are called so in the table of symbols, and conversion operators of C++
 * where they are inlined: `operator std::string`, `operator void (*)(int)`.
 */
function isSymbolOrPlain(name: string): boolean {
  return /[-+]\[|^[*~][A-Z].*#|^operator (?!(?:new|delete)\b)/.test(name);
}

/** Behind the parameters. */
const tail = /^(?: const| volatile| &&?| \[clone [^\]]*\])*\*?$/;

/** A list of parameters follows the name of a function, of an operator or the arguments of a template. */
function isListAt(name: string, at: number): boolean {
  return /[\w$>\])*&]$|operator[^\w\s]{1,3}$/.test(name.slice(Math.max(0, at - 20), at));
}

interface Outline {
  /** Where `::` stands outside of brackets. */
  readonly separators: readonly number[];
  /** Blanks outside of brackets that no operator is in front of. */
  readonly blanks: readonly number[];
  /** Round brackets outside of others. */
  readonly brackets: readonly { readonly from: number; readonly to: number }[];
}

function outline(name: string): Outline {
  const separators: number[] = [];
  const blanks: number[] = [];
  const brackets: { from: number; to: number }[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < name.length; at += 1) {
    const operator = depth === 0 ? operatorAt(name, at) : 0;
    if (operator > 0) {
      at += operator - 1;
      continue;
    }
    const byte = name[at]!;
    if ('<([{'.includes(byte)) {
      if (depth === 0) from = at;
      depth += 1;
    } else if (')]}'.includes(byte) || (byte === '>' && name[at - 1] !== '-')) {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && byte === ')') brackets.push({ from, to: at + 1 });
    } else if (depth === 0 && byte === ':' && name[at + 1] === ':') {
      separators.push(at);
      at += 1;
    } else if (depth === 0 && byte === ' ') blanks.push(at);
  }
  return { separators, blanks, brackets };
}

/**
 * The length of an operator's name that begins here, of which brackets and blanks are parts, and the type that a conversion
 * operator is named after; 0 where none begins.
 */
function operatorAt(name: string, at: number): number {
  if (name[at] !== 'o' || /\w/.test(name[at - 1] ?? '')) return 0;
  const rest = name.slice(at, at + 200);
  const found =
    /^operator(?:\(\)|\[\]|[-+*/%^&|~!=<>,]{1,3}(?: (?=<))?| (?:new|delete)(?:\[\])?| (?=\w)[\w: ]*)/.exec(
      rest,
    );
  return found?.[0].length ?? 0;
}
