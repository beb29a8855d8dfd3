import { readEncoding } from './encoding.js';
import { NotUnderstood, text } from './node.js';
import { demangleRust } from './rust.js';
import { symbolOf } from './symbol.js';

/** Longer symbols are left alone: nobody would read the name. */
const longest = 10_000;

/** How much may be printed for one symbol; see `Context`. */
const mostPrinted = 20_000;

/**
 * The name that a linker symbol stands for, as Valgrind prints it (which is GNU's way): `std::vector<int,
 * std::allocator<int> >::push_back(int const&)`. It knows C++ symbols of the Itanium ABI but for those with expressions
 * or constraints in them, and Rust's legacy mangling. Undefined for any other text.
 *
 * Suffixes of clones (`.part.0`) and symbol versions (`@@GLIBCXX_3.4`) are kept.
 */
export function demangle(symbol: string): string | undefined {
  if (!symbol.startsWith('_Z') || symbol.length > longest) return undefined;
  const at = symbol.indexOf('@');
  const [mangled, version] = at < 0 ? [symbol, ''] : [symbol.slice(0, at), symbol.slice(at)];
  const name = demangleRust(mangled) ?? demangleCxxClone(mangled);
  return name === undefined ? undefined : name + version;
}

function demangleCxxClone(mangled: string): string | undefined {
  const dot = mangled.indexOf('.');
  if (dot < 0) return demangleCxx(mangled);
  const suffixes = mangled.slice(dot);
  const clones = suffixes.match(/\.[a-z0-9_]+(?:\.\d+)*/g) ?? [];
  const name = clones.join('') === suffixes ? demangleCxx(mangled.slice(0, dot)) : undefined;
  return name && name + clones.map((clone) => ` [clone ${clone}]`).join('');
}

function demangleCxx(mangled: string): string | undefined {
  const symbol = symbolOf(mangled, '_Z'.length);
  try {
    const encoding = readEncoding(symbol);
    return symbol.at === mangled.length ? text(encoding, { budget: { left: mostPrinted } }) : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}
