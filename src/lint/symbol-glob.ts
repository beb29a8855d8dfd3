import type { DemangledShape } from '../match/demangled.js';

/**
 * A pattern for the mangled symbols of a function, made from its demangled name: `_ZN*2ns1S1fE*` for `ns::S::f(int)`.
 * It takes any parameters and template arguments (Itanium C++ ABI, section 5.1.2), and where there are no parameters, as
 * in Rust, the manglings of Rust as well. Undefined for names that are not made of identifiers alone.
 */
export function symbolGlob({ parts, hasParameters, before }: DemangledShape): string | undefined {
  if (/ (?:to|for) $/.test(before)) return undefined;
  const isRustHash = /^h[0-9a-f]{16}$/.test(parts.at(-1)!);
  const known = isRustHash ? parts.slice(0, -1) : parts;
  const isStd = known[0] === 'std';
  const named = known.slice(isStd ? 1 : 0);
  const mangled = named.map((part, at) => mangledPart(part, named[at - 1]));
  if (mangled.length === 0 || mangled.includes(undefined)) return undefined;
  const joined = mangled.join('');
  if (!hasParameters) return `_*${joined}*`;
  if (isStd && abbreviated.test(named[0]!)) return undefined;
  if (isStd) return named.length === 1 ? `_ZSt${joined}*` : `_ZN*St${joined}E*`;
  return named.length === 1 ? `_Z${joined}*` : `_ZN*${joined}E*`;
}

/** Classes of `std` for which a symbol has two letters. */
const abbreviated = /^(?:allocator|basic_(?:string|[io]{1,2}stream)|string|[io]{1,2}stream)(?:<|$)/;

/** @param scope the part before it: the class of a constructor */
function mangledPart(part: string, scope: string | undefined): string | undefined {
  if (part === '(anonymous namespace)') return '12_GLOBAL__N_1';
  const [, name, args] = /^(~?[A-Za-z_]\w*)(<.*>)?$/s.exec(part) ?? [];
  if (name === undefined) return undefined;
  const owner = scope?.replace(/<.*$/s, '');
  const letter = name === owner ? 'C' : name === `~${owner}` ? 'D' : undefined;
  if (letter === undefined && name.startsWith('~')) return undefined;
  return (letter === undefined ? `${name.length}${name}` : `${letter}?`) + (args === undefined ? '' : 'I*E');
}
