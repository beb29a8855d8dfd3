/**
 * What a C++ symbol (Itanium C++ ABI, section 5.1) would be with other template arguments, as a glob: the arguments
 * become `*`, and so does what follows the function's name, since the types of its parameters repeat them:
 * `_ZNSt6vectorIiSaIiEE9push_backERKi` becomes `_ZNSt6vectorI*E9push_back*`.
 *
 * Undefined for a symbol without template arguments, and for one that is not understood: it then stays as it is.
 * This is no demangler. It walks over the symbol to find where arguments begin and end, in time linear in its length.
 */
export function withoutTemplateArguments(symbol: string): string | undefined {
  const start = /^_ZN?[rVK]*[RO]?/.exec(symbol)?.[0];
  if (start === undefined) return undefined;
  const nested = start.startsWith('_ZN');
  let at = start.length;
  let kept = start;
  let changed = false;
  /** What stands up to the end of the innermost name; anything behind it is parameters. */
  let upToName = '';
  while (at < symbol.length) {
    const rest = symbol.slice(at, at + 12);
    const number = /^L?(\d{1,4})/.exec(rest);
    if (number) {
      const end = at + number[0].length + Number(number[1]);
      if (end > symbol.length) return undefined;
      kept += symbol.slice(at, end);
      at = end;
      upToName = kept;
    } else if (rest.startsWith('I')) {
      const end = endOfArguments(symbol, at);
      if (end === undefined) return undefined;
      kept += 'I*E';
      at = end;
      changed = true;
    } else if (nested && rest.startsWith('E')) {
      break;
    } else {
      // A substitution (St, S1_), a constructor (C1), an ABI tag (B5cxx11) or an operator (pl, cv): part of the name.
      const part = /^(?:S[a-z]|S[0-9A-Z]*_|[CD][0-5]|B(?=\d)|[a-z][a-zA-Z])/.exec(rest)?.[0];
      if (part === undefined || (!nested && upToName !== '')) break;
      kept += part;
      at += part.length;
      if (!part.startsWith('S') && part !== 'B') upToName = kept;
    }
    if (!nested && upToName !== '' && !/^(?:I|B\d)/.test(symbol.slice(at, at + 2))) break;
  }
  return changed && upToName !== '' ? `${upToName}*` : undefined;
}

/** Where the arguments that begin at `I` have ended: behind the `E` that closes them. */
function endOfArguments(symbol: string, start: number): number | undefined {
  let depth = 0;
  let at = start;
  while (at < symbol.length) {
    const number = /^\d{1,4}/.exec(symbol.slice(at, at + 4))?.[0];
    if (number) {
      at += number.length + Number(number);
      continue;
    }
    const substitution = /^(?:S[0-9A-Z]{0,8}_|T[0-9]{0,8}_|S[a-z]|D[a-z])/.exec(
      symbol.slice(at, at + 10),
    )?.[0];
    if (substitution) {
      at += substitution.length;
      continue;
    }
    if (symbol.startsWith('L', at)) {
      const end = endOfLiteral(symbol, at);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    const letter = symbol[at]!;
    if ('INXJF'.includes(letter)) depth++;
    if (letter === 'E') depth--;
    at++;
    if (depth === 0) return at;
  }
  return undefined;
}

/** A literal is `L`, its type, its digits and `E`, or a whole symbol (`L_Z`…`E`). The type may be a name. */
function endOfLiteral(symbol: string, start: number): number | undefined {
  let at = start + 1;
  if (symbol.startsWith('_Z', at)) return undefined;
  if (symbol.startsWith('N', at)) {
    const end = endOfArguments(symbol, at);
    if (end === undefined) return undefined;
    at = end;
  } else {
    const name = /^\d{1,4}/.exec(symbol.slice(at, at + 4))?.[0];
    const type = /^(?:S[0-9A-Z]{0,8}_|[a-zA-Z])/.exec(symbol.slice(at, at + 10))?.[0];
    if (name === undefined && type === undefined) return undefined;
    at += name === undefined ? type!.length : name.length + Number(name);
  }
  const value = /^[n0-9a-f]{0,40}E/.exec(symbol.slice(at, at + 42))?.[0];
  return value === undefined ? undefined : at + value.length;
}
