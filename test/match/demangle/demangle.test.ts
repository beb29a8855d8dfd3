import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangle } from '../../../src/match/demangle/demangle.js';

/** Symbols and their names as GNU's c++filt 2.40 prints them with `-i`. */
const names: readonly (readonly [symbol: string, name: string])[] = [
  ['_Z1fv', 'f()'],
  ['_Z1x', 'x'],
  ['_Z1fz', 'f(...)'],
  ['_ZN1A1BIiE1CIdE1fEv', 'A::B<int>::C<double>::f()'],
  ['_ZNKR1A1fEv', 'A::f() const &'],
  ['_ZNO1A1fEv', 'A::f() &&'],
  ['_ZN12_GLOBAL__N_11fEv', '(anonymous namespace)::f()'],
  ['_ZL3foov', 'foo()'],
  ['_ZN1A1fB5cxx11Ev', 'A::f[abi:cxx11]()'],
  // Constructors, destructors, operators.
  ['_ZN1AIiEC1Ev', 'A<int>::A()'],
  ['_ZN1AIiED0Ev', 'A<int>::~A()'],
  ['_ZN3fooC2IiEET_', 'foo::foo<int>(int)'],
  ['_ZN1AltERKS_', 'A::operator<(A const&)'],
  ['_ZltIiEvT_', 'void operator< <int>(int)'],
  ['_ZNK1AcvbEv', 'A::operator bool() const'],
  ['_Znwm', 'operator new(unsigned long)'],
  ['_ZnamRKSt9nothrow_t', 'operator new[](unsigned long, std::nothrow_t const&)'],
  ['_ZdlPv', 'operator delete(void*)'],
  ['_Zli2_sPKc', 'operator"" _s(char const*)'],
  // Types.
  ['_Z1fPVKi', 'f(int const volatile*)'],
  ['_Z1fPKc', 'f(char const*)'],
  ['_Z1fRA5_i', 'f(int (&) [5])'],
  ['_Z1fPA5_A6_i', 'f(int (*) [5][6])'],
  ['_Z1fPKA5_i', 'f(int const (*) [5])'],
  ['_Z1fPFvvE', 'f(void (*)())'],
  ['_Z1fPFPFviEdE', 'f(void (*(*)(double))(int))'],
  ['_Z1fA5_PFvvE', 'f(void (* [5])())'],
  ['_Z1fPDoFvvE', 'f(void (*)() noexcept)'],
  ['_Z1fM1AFviE', 'f(void (A::*)(int))'],
  ['_Z1fM1AKFvvE', 'f(void (A::*)() const)'],
  ['_Z1fM1Ai', 'f(int A::*)'],
  ['_Z1fDn', 'f(decltype(nullptr))'],
  // Templates: arguments, substitutions, packs.
  ['_Z1fI1AIiEEvT_', 'void f<A<int> >(A<int>)'],
  ['_Z1fIiEvT_IiE', 'void f<int>(int<int>)'],
  ['_Z1fIiEPFvvEv', 'void (*f<int>())()'],
  ['_Z1fIKiEvRKT_', 'void f<int const>(int const&)'],
  ['_Z1fIRiEvOT_', 'void f<int&>(int&)'],
  ['_Z1fILj5ELb1ELin5ELc65ELl7EEvv', 'void f<5u, true, -5, (char)65, 7l>()'],
  ['_Z1fIL1A3EEvv', 'void f<(A)3>()'],
  ['_Z1fIL_Z1gvEEvv', 'void f<g()>()'],
  ['_Z1fIXadL_Z1gEEEvv', 'void f<&g>()'],
  ['_Z1fIXadL_ZN1A1gEvEEEvv', 'void f<&A::g>()'],
  ['_Z1fIXadL_ZNK1A1gEvEEEvv', 'void f<&(A::g() const)>()'],
  ['_Z1fIJidEEvDpRKT_', 'void f<int, double>(int const&, double const&)'],
  ['_ZNSt6vectorIiSaIiEE9push_backERKi', 'std::vector<int, std::allocator<int> >::push_back(int const&)'],
  ['_ZlsRSoRK1A', 'operator<<(std::ostream&, A const&)'],
  [
    '_ZNSsC1EPKcRKSaIcE',
    'std::basic_string<char, std::char_traits<char>, std::allocator<char> >::basic_string(char const*, std::allocator<char> const&)',
  ],
  [
    '_ZSt4endlIcSt11char_traitsIcEERSt13basic_ostreamIT_T0_ES6_',
    'std::basic_ostream<char, std::char_traits<char> >& std::endl<char, std::char_traits<char> >(std::basic_ostream<char, std::char_traits<char> >&)',
  ],
  // A substitution stands for another type in another scope.
  ['_Z1gIiZ1fIdEvT_EUlvE_EvS1_', 'void g<int, f<double>(double)::{lambda()#1}>(int)'],
  // Names within functions, and without a name.
  ['_ZZ1fIiEvvE1x', 'f<int>()::x'],
  ['_ZZ4mainE1x_0', 'main::x'],
  ['_ZZ4mainEs', 'main::string literal'],
  ['_ZN1AUt_C1Ev', 'A::{unnamed type#1}::A()'],
  ['_ZZ1fIiEvT_ENKUlvE0_clEv', 'f<int>(int)::{lambda()#2}::operator()() const'],
  ['_ZZN1A1fEvENKUlT_E_clIiEEDaS0_', 'auto A::f()::{lambda(auto:1)#1}::operator()<int>(int) const'],
  // What compilers make themselves.
  ['_ZTV1A', 'vtable for A'],
  ['_ZTI1A', 'typeinfo for A'],
  ['_ZThn16_N1A1fEv', 'non-virtual thunk to A::f()'],
  ['_ZTv0_n24_N1A1fEv', 'virtual thunk to A::f()'],
  ['_ZTW1x', 'TLS wrapper function for x'],
  ['_ZGVZ1fvE1x', 'guard variable for f()::x'],
  ['_Z1fv.part.0', 'f() [clone .part.0]'],
  ['_Z1fv.isra.0.cold', 'f() [clone .isra.0] [clone .cold]'],
  // Rust.
  ['_ZN4core3fmt5write17h0123456789abcdefE', 'core::fmt::write'],
  [
    '_ZN45_$LT$m..Sq$LT$f64$GT$$u20$as$u20$m..Shape$GT$4area17haf321bc788b1fcf0E',
    '<m::Sq<f64> as m::Shape>::area',
  ],
  ['_ZN1m4main28_$u7b$$u7b$closure$u7d$$u7d$17h8b8350c78cd030f7E', 'm::main::{{closure}}'],
  ['_ZN1m4main17h8b8350c78cd030f7E.llvm.1234', 'm::main'],
];

describe('demangle', () => {
  it.each(names)('%s', (symbol, name) => {
    expect(demangle(symbol)).toBe(name);
  });

  it('keeps the version of a symbol', () => {
    expect(demangle('_ZNSi3getEv@@GLIBCXX_3.4')).toBe('std::istream::get()@@GLIBCXX_3.4');
  });

  it('does not guess at what it does not know', () => {
    const unknown = [
      ...['', 'main', '_Z', '_ZN', '_Z3f', '_Z1fS_', '_Z1fT_', '_ZNE', '_Z1fvE', '_Z1f?', '_ZSt*'],
      // Expressions, constraints, vendor types, Rust's newer mangling.
      ...['_Z1fIiEDTcvT_EES0_', '_Z1fIXsr1A1bEEvv', '_Z1fDv4_f', '_Z1fU13block_pointerFvvE', '_RNvC1a1b'],
    ];
    expect(unknown.filter((symbol) => demangle(symbol) !== undefined)).toEqual([]);
  });

  it('is not led into endless work', () => {
    // Each argument names the one before twice.
    const doubling = Array.from({ length: 40 }, (_, k) => `1AIS${k < 1 ? '' : 'x'}_S_E`).join('');
    const pairs = `_Z1f1AIiiE${Array.from({ length: 30 }, (_, k) => `S_IS${(2 * k).toString(36).toUpperCase()}_S${(2 * k).toString(36).toUpperCase()}_E`).join('')}`;
    for (const symbol of [
      `_Z1f${doubling}`,
      pairs,
      `_Z1f${'P'.repeat(9000)}i`,
      `_Z1f${'1AI'.repeat(3000)}`,
      `_Z${'9'.repeat(5000)}`,
    ])
      expect(demangle(symbol)?.length ?? 0).toBeLessThan(700_000);
  });

  it('has an answer for any text', () => {
    const pieces = fc.constantFrom(
      ...[
        'N',
        'E',
        'I',
        'J',
        'S_',
        'S0_',
        'St',
        'Sa',
        'Ss',
        'T_',
        'T0_',
        'K',
        'P',
        'R',
        'O',
        'F',
        'v',
        'i',
        'Dp',
        'L',
      ],
      ...[
        '1A',
        '2bc',
        'C1',
        'D0',
        'cv',
        'ls',
        'Ul',
        'Ut',
        '_',
        'Z',
        'A3_',
        'M',
        'Li3E',
        'X',
        'ad',
        '17h0123456789abcdefE',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const name = demangle(`_Z${parts.join('')}`);
        expect(name === undefined || name.length > 0).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
