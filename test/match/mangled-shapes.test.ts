import { expect, test } from 'vitest';
import { demangle } from '../../src/match/demangle/demangle.js';
import { globMatches } from '../../src/match/glob.js';
import { mangledShapes } from '../../src/match/mangled-shapes.js';

test.each([
  ['noise()', ['_Z5noise*', '_ZL5noise*']],
  ['noise() [clone .cold]', ['_Z5noise*', '_ZL5noise*']],
  ['Pool::put(int)', ['_ZN4Pool3putE*', '_ZN4PoolL3putE*', '_ZN4PoolCI*']],
  ['Pool::size() const', ['_ZNK4Pool4sizeE*', '_ZNK4PoolL4sizeE*', '_ZNK4PoolCI*']],
  ['Pool::take() &&', ['_ZNO4Pool4takeE*', '_ZNO4PoolL4takeE*', '_ZNO4PoolCI*']],
  ['Pool::Pool(int)', ['_ZN4Pool4PoolE*', '_ZN4PoolL4PoolE*', '_ZN4PoolC*']],
  ['Pool::~Pool()', ['_ZN4PoolD*']],
  ['Pool::operator[](int)', ['_ZN4Pool*E*', '_ZN4PoolCI*']],
  ['List<int>::add(int)', ['_ZN4ListI*E3addE*', '_ZN4ListI*EL3addE*', '_ZN4ListI*ECI*']],
  ['void run<int>(int)', ['_Z3runI*E*', '_ZL3runI*E*']],
  ['(anonymous namespace)::f(int)', ['_ZN*_GLOBAL_?N*1fE*', '_ZN*_GLOBAL_?N*L1fE*', '_ZN*_GLOBAL_?N*CI*']],
  ['std::move(int)', ['_ZSt4move*', '_ZStL4move*']],
  ['std::string::append(int)', ['_ZN*6appendE*', '_ZN*L6appendE*', '_ZN*CI*']],
  ['run()::{lambda()#1}::operator()() const', ['_ZZ3run*', '_ZZL3run*']],
  [
    'Pool::f() const::{lambda()#1}::operator()() const',
    ['_ZZNK4Pool1fE*', '_ZZNK4PoolL1fE*', '_ZZNK4PoolCI*'],
  ],
])('what is printed as %s is spelled like %j', (printed, globs) => {
  expect(mangledShapes(printed)).toEqual(globs);
});

test.each([
  'non-virtual thunk to Pool::put(int)',
  'core::fmt::write',
  'Pool::put',
  'callback::{lambda()#1}::operator()() const',
  'void f<int>()::{lambda()#1}::operator()<g()::X>(int) const',
  'main.(*Server).Serve',
  'core.thread.Thread.start()',
  'foo.bar(int)',
])('%s is not understood', (printed) => {
  expect(mangledShapes(printed)).toEqual(['_*']);
});

test.each([
  '_Z3fooi',
  '_ZL3fooi',
  '_ZL3fooi.constprop.0',
  '_ZN2nsL3barEv',
  '_ZNK3Foo3getEv',
  '_ZNKR3Foo3getEv',
  '_ZN3FooC2ERKS_',
  '_ZN3FooD0Ev',
  '_ZN3FooIiEC1Ei',
  '_ZN3FoocvbEv',
  '_ZN3FooplERKS_',
  '_ZSt4moveIRiEONSt16remove_referenceIT_E4typeEOS2_',
  '_ZNSt6vectorIiSaIiEE9push_backERKi',
  '_ZNSs6appendEPKc',
  '_ZNSaIcED1Ev',
  '_ZNSo5writeEPKcl',
  '_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE6appendEPKc',
  '_ZN12_GLOBAL__N_11fEi',
  '_ZN12_GLOBAL__N_13FooC1Ev',
  '_ZZ4mainENKUlvE_clEv',
  '_ZZNK3Foo3barEvENKUlT_E_clIiEEDaS0_',
  '_Z3parIZ5noisevEUlvE_EvT_',
  '_ZN3Foo3barB5cxx11Ev',
  '_ZThn16_N3Foo3barEv',
  '_ZN4core3fmt5write17h0123456789abcdefE',
])('%s is spelled like one of the shapes of what is printed for it', (symbol) => {
  const printed = demangle(symbol);
  expect(printed).toBeDefined();
  expect(mangledShapes(printed!).some((shape) => globMatches(shape, symbol))).toBe(true);
});
