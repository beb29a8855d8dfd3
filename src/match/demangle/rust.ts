/** Escapes of Rust's legacy mangling, between dollars. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['SP', '@'],
  ['BP', '*'],
  ['RF', '&'],
  ['LT', '<'],
  ['GT', '>'],
  ['LP', '('],
  ['RP', ')'],
  ['C', ','],
]);

/**
 * The path that a symbol of Rust's legacy mangling stands for, without its hash and what LLVM adds to it:
 * `_ZN4core3fmt5write17h…E` is `core::fmt::write`. Undefined for any other symbol; it looks like a nested C++ name.
 */
export function demangleRust(symbol: string): string | undefined {
  const end = /17h[0-9a-f]{16}E(?:\.llvm\.\d+)?$/.exec(symbol)?.index;
  if (end === undefined || !symbol.startsWith('_ZN')) return undefined;
  const path: string[] = [];
  let at = '_ZN'.length;
  while (at < end) {
    const number = /^[1-9]\d{0,4}/.exec(symbol.slice(at, at + 5))?.[0];
    if (number === undefined) return undefined;
    const start = at + number.length;
    at = start + Number(number);
    const part = symbol.slice(start, at);
    if (at > end || /[^\w.$]/.test(part)) return undefined;
    path.push(unescaped(part));
  }
  return path.length === 0 ? undefined : path.join('::');
}

/** Escapes that are not known stay as they are. */
function unescaped(part: string): string {
  return part
    .replace(/^_(?=\$)/, '')
    .replace(/\$([A-Z]{1,2}|u[0-9a-f]{1,6})\$|\.\./g, (escape, name: string | undefined) => {
      if (name === undefined) return '::';
      const code = name.startsWith('u') ? Number.parseInt(name.slice(1), 16) : NaN;
      return code <= 0x10ffff ? String.fromCodePoint(code) : (escapes.get(name) ?? escape);
    });
}
