/** Itanium C++ ABI, section 5.1.5.2: builtin types. */
export const builtinTypes: ReadonlyMap<string, string> = new Map([
  ['v', 'void'],
  ['w', 'wchar_t'],
  ['b', 'bool'],
  ['c', 'char'],
  ['a', 'signed char'],
  ['h', 'unsigned char'],
  ['s', 'short'],
  ['t', 'unsigned short'],
  ['i', 'int'],
  ['j', 'unsigned int'],
  ['l', 'long'],
  ['m', 'unsigned long'],
  ['x', 'long long'],
  ['y', 'unsigned long long'],
  ['n', '__int128'],
  ['o', 'unsigned __int128'],
  ['f', 'float'],
  ['d', 'double'],
  ['e', 'long double'],
  ['g', '__float128'],
  ['z', '...'],
  ['Dn', 'decltype(nullptr)'],
  ['Di', 'char32_t'],
  ['Ds', 'char16_t'],
  ['Du', 'char8_t'],
  ['Da', 'auto'],
  ['Dc', 'decltype(auto)'],
]);

/** Section 5.1.3.1: operator names. */
export const operators: ReadonlyMap<string, string> = new Map([
  ['nw', ' new'],
  ['na', ' new[]'],
  ['dl', ' delete'],
  ['da', ' delete[]'],
  ['aw', ' co_await'],
  ['ps', '+'],
  ['ng', '-'],
  ['ad', '&'],
  ['de', '*'],
  ['co', '~'],
  ['pl', '+'],
  ['mi', '-'],
  ['ml', '*'],
  ['dv', '/'],
  ['rm', '%'],
  ['an', '&'],
  ['or', '|'],
  ['eo', '^'],
  ['aS', '='],
  ['pL', '+='],
  ['mI', '-='],
  ['mL', '*='],
  ['dV', '/='],
  ['rM', '%='],
  ['aN', '&='],
  ['oR', '|='],
  ['eO', '^='],
  ['ls', '<<'],
  ['rs', '>>'],
  ['lS', '<<='],
  ['rS', '>>='],
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['gt', '>'],
  ['le', '<='],
  ['ge', '>='],
  ['ss', '<=>'],
  ['nt', '!'],
  ['aa', '&&'],
  ['oo', '||'],
  ['pp', '++'],
  ['mm', '--'],
  ['cm', ','],
  ['pm', '->*'],
  ['pt', '->'],
  ['cl', '()'],
  ['ix', '[]'],
]);

/** Section 5.1.10: abbreviations. Constructors repeat `last`, and where they do, `whole` is printed before it. */
export const abbreviations: ReadonlyMap<string, Abbreviation> = new Map([
  ['Sa', { name: 'std::allocator', last: 'allocator' }],
  ['Sb', { name: 'std::basic_string', last: 'basic_string' }],
  [
    'Ss',
    {
      name: 'std::string',
      last: 'basic_string',
      whole: 'std::basic_string<char, std::char_traits<char>, std::allocator<char> >',
    },
  ],
  ['Si', stream('istream')],
  ['So', stream('ostream')],
  ['Sd', stream('iostream')],
]);

export interface Abbreviation {
  readonly name: string;
  readonly last: string;
  readonly whole?: string;
}

function stream(name: string): Abbreviation {
  const last = `basic_${name}`;
  return { name: `std::${name}`, last, whole: `std::${last}<char, std::char_traits<char> >` };
}

/** Endings of integer literals by their type; other types are cast to. */
export const literalEndings: ReadonlyMap<string, string> = new Map([
  ['i', ''],
  ['j', 'u'],
  ['l', 'l'],
  ['m', 'ul'],
  ['x', 'll'],
  ['y', 'ull'],
]);
