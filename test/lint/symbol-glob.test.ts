import { describe, expect, it } from 'vitest';
import { symbolGlob } from '../../src/lint/symbol-glob.js';
import { demangledShape } from '../../src/match/demangled.js';
import { globMatches } from '../../src/match/glob.js';

/** As `c++filt` and Valgrind print them; the symbols are of libstdc++, LLVM, GCC and a Rust program. */
const printed: readonly (readonly [name: string, symbol: string, glob: string | undefined])[] = [
  ['HONOR_NANS(rtx_def const*)', '_Z10HONOR_NANSPK7rtx_def', '_Z10HONOR_NANS*'],
  [
    'icu_72::UnicodeSet::toPattern(icu_72::UnicodeString&, signed char) const',
    '_ZNK6icu_7210UnicodeSet9toPatternERNS_13UnicodeStringEa',
    '_ZN*6icu_7210UnicodeSet9toPatternE*',
  ],
  ['std::logic_error::logic_error(char const*)', '_ZNSt11logic_errorC1EPKc', '_ZN*St11logic_errorC?E*'],
  ['std::strstream::~strstream()', '_ZNSt9strstreamD0Ev', '_ZN*St9strstreamD?E*'],
  ['std::terminate()', '_ZSt9terminatev', '_ZSt9terminate*'],
  [
    'std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >::append(char const*)',
    '_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE6appendEPKc',
    '_ZN*St7__cxx1112basic_stringI*E6appendE*',
  ],
  [
    'std::basic_string<char, std::char_traits<char>, std::allocator<char> >::c_str() const',
    '_ZNKSs5c_strEv',
    undefined,
  ],
  [
    'void std::__sort<int*, std::greater<void> >(int*, int*)',
    '_ZSt6__sortIPiSt7greaterIvEEvT_S3_',
    '_ZSt6__sortI*E*',
  ],
  [
    '(anonymous namespace)::hidden(int const*)',
    '_ZN12_GLOBAL__N_16hiddenEPKi',
    '_ZN*12_GLOBAL__N_16hiddenE*',
  ],
  ['llvm::TypeSize::operator unsigned long() const', '_ZNK4llvm8TypeSizecvmEv', undefined],
  [
    'std::basic_ios<char, std::char_traits<char> >::operator void*() const',
    '_ZNKSt9basic_iosIcSt11char_traitsIcEEcvPvEv',
    undefined,
  ],
  ['operator==(comp_cost, comp_cost)', '_Zeq9comp_costS_', undefined],
  [
    'non-virtual thunk to llvm::SectionMemoryManager::anchor()',
    '_ZThn16_N4llvm20SectionMemoryManager6anchorEv',
    undefined,
  ],
  ['main::{lambda(int const*)#1}::operator()(int const*) const', '_ZZ4mainENKUlPKiE_clES0_', undefined],
  ['f(int) [clone .isra.0]', '_Z1fi.isra.0', '_Z1f*'],
  [
    'std::rt::lang_start_internal',
    '_RNvNtCsjrHSEGnQ3l9_3std2rt19lang_start_internal',
    '_*2rt19lang_start_internal*',
  ],
  ['core::fmt::write', '_RNvNtCsgEmfK2I1SDS_4core3fmt5write', '_*4core3fmt5write*'],
  ['r::main::h086b0cfd890a8ea9', '_ZN1r4main17h086b0cfd890a8ea9E', '_*1r4main*'],
  [
    'std::rt::lang_start::{{closure}}',
    '_ZN3std2rt10lang_start28_$u7b$$u7b$closure$u7d$$u7d$17ha86af84d9cc65291E',
    undefined,
  ],
  [
    '<r::m::T as core::fmt::Display>::fmt',
    '_ZN46_$LT$r..m..T$u20$as$u20$core..fmt..Display$GT$3fmt17h64ad216d81a71b7aE',
    undefined,
  ],
];

describe.each(printed)('%s', (name, symbol, glob) => {
  it('is known for a demangled name', () => {
    expect(demangledShape(name)).toBeDefined();
  });

  it('has a pattern that its symbol fits, or none', () => {
    expect(symbolGlob(demangledShape(name)!)).toBe(glob);
    if (glob !== undefined) expect(globMatches(glob, symbol)).toBe(true);
    expect(demangledShape(symbol)).toBeUndefined();
  });
});

it.each([
  // Plain names of inlined calls, as DW_AT_name has them.
  'peek',
  'operator()',
  'operator()<std::pair<int, int> >',
  'operator<< <std::char_traits<char> >',
  'operator->',
  'operator std::string',
  'operator void (*)(int)',
  'operator char const*',
  'operator new',
  'sort<__gnu_cxx::__normal_iterator<char*, std::vector<char> >, std::greater<void> >',
  'async<main()::<lambda()> >',
  'call_once<fn(), ()>',
  'catch_unwind<&(dyn core::ops::function::Fn<(), Output=i32> + core::marker::Sync), i32>',
  '{closure#0}',
  '{closure#0}<i32, fn(i32) -> i32>',
  '{impl#3}',
  // Symbols.
  '(below main)',
  '-[NSObject(NSThreadPerformAdditions) performSelector:onThread:withObject:]',
  '+[NSBundle compare::]',
  '__-[NSPersistentUIManager?_updateSnapshotForWindowNumber*',
  'main.(*T).run',
  'main.Map[go.shape.int_0]',
  '*HTTP::Server#listen:Nil',
  'array_list.ArrayListAligned(u8,null).append',
  'ada__text_io__put_line',
  '_D3std5stdio7writelnFZv',
])('takes %s for no demangled name', (name) => {
  expect(demangledShape(name)).toBeUndefined();
});

it('takes the arguments of an operator that is a template for a part of its name', () => {
  const shape = demangledShape('std::ostream& std::ostream::operator<< <int>(int)');
  expect(shape?.parts).toEqual(['std', 'ostream', 'operator<< <int>']);
});
