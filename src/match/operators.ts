/**
 * C++'s global operators that allocate and free, as printed, and their symbols. Each is printed for one symbol only,
 * so a log that shows nothing but demangled names still tells it. They are worth a table: every leak of a C++
 * program begins with one.
 */
const rows: readonly (readonly [printed: string, symbol: string])[] = [
  ['operator new(SIZE)', '_ZnwS'],
  ['operator new(SIZE, std::nothrow_t const&)', '_ZnwSRKSt9nothrow_t'],
  ['operator new(SIZE, std::align_val_t)', '_ZnwSSt11align_val_t'],
  ['operator new(SIZE, std::align_val_t, std::nothrow_t const&)', '_ZnwSSt11align_val_tRKSt9nothrow_t'],
  ['operator delete(void*)', '_ZdlPv'],
  ['operator delete(void*, SIZE)', '_ZdlPvS'],
  ['operator delete(void*, std::nothrow_t const&)', '_ZdlPvRKSt9nothrow_t'],
  ['operator delete(void*, std::align_val_t)', '_ZdlPvSt11align_val_t'],
  ['operator delete(void*, SIZE, std::align_val_t)', '_ZdlPvSSt11align_val_t'],
];

/** What `SIZE` is on 64-bit and on 32-bit systems. */
const sizes = [
  ['unsigned long', 'm'],
  ['unsigned int', 'j'],
] as const;

const symbols = new Map(
  rows.flatMap(([printed, symbol]) =>
    sizes.flatMap(([type, letter]) => {
      const name = printed.replace('SIZE', type);
      // The size comes first or after the pointer; the other S of a symbol belong to its types.
      const mangled = printed.includes('SIZE') ? symbol.replace(/^(_Z(?:nw|dlPv))S/, `$1${letter}`) : symbol;
      return [
        [name, mangled],
        [name.replace(/new|delete/, '$&[]'), mangled.replace('_Znw', '_Zna').replace('_Zdl', '_Zda')],
      ] as const;
    }),
  ),
);

/**
 * A pattern for the symbols of all forms of such an operator, by what people and Valgrind call it: `_Zna*` for `operator new[]`,
 * `operator new[](...)`, `new[]` and `__builtin_vec_new`; undefined for any other name.
 */
export function operatorGlob(name: string): string | undefined {
  const found = /^(?:operator ?|__builtin_)?(vec_)?(new|delete)(\[\])?(?:\(.*\)|\*)?$/.exec(name);
  if (!found) return undefined;
  const isArray = found[1] !== undefined || found[3] !== undefined;
  return found[2] === 'new' ? (isArray ? '_Zna*' : '_Znw*') : isArray ? '_Zda*' : '_Zdl*';
}

/** The symbol of such an operator; undefined for any other name. */
export function operatorSymbol(printed: string): string | undefined {
  return symbols.get(printed);
}
