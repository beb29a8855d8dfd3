import { expect, test } from 'vitest';
import { operatorGlob, operatorSymbol } from '../../src/match/operators.js';

test.each([
  ['operator new(unsigned long)', '_Znwm'],
  ['operator new(unsigned int)', '_Znwj'],
  ['operator new[](unsigned long)', '_Znam'],
  ['operator new[](unsigned int)', '_Znaj'],
  ['operator new(unsigned long, std::nothrow_t const&)', '_ZnwmRKSt9nothrow_t'],
  ['operator new[](unsigned long, std::nothrow_t const&)', '_ZnamRKSt9nothrow_t'],
  ['operator new(unsigned long, std::align_val_t)', '_ZnwmSt11align_val_t'],
  [
    'operator new(unsigned int, std::align_val_t, std::nothrow_t const&)',
    '_ZnwjSt11align_val_tRKSt9nothrow_t',
  ],
  ['operator delete(void*)', '_ZdlPv'],
  ['operator delete[](void*)', '_ZdaPv'],
  ['operator delete(void*, unsigned long)', '_ZdlPvm'],
  ['operator delete[](void*, unsigned int)', '_ZdaPvj'],
  ['operator delete(void*, std::align_val_t)', '_ZdlPvSt11align_val_t'],
  ['operator delete[](void*, unsigned long, std::align_val_t)', '_ZdaPvmSt11align_val_t'],
  ['operator delete(void*, std::nothrow_t const&)', '_ZdlPvRKSt9nothrow_t'],
  ['Pool::operator new(unsigned long)', undefined],
  ['operator new', undefined],
])('%s is %s', (printed, symbol) => {
  expect(operatorSymbol(printed)).toBe(symbol);
});

test.each([
  ['operator new', '_Znw*'],
  ['operator new(...)', '_Znw*'],
  ['operator new[]*', '_Zna*'],
  ['operator delete(void*, unsigned long)', '_Zdl*'],
  ['new', '_Znw*'],
  ['delete[]', '_Zda*'],
  ['__builtin_new', '_Znw*'],
  ['__builtin_vec_delete', '_Zda*'],
  ['Pool::operator new(unsigned long)', undefined],
  ['newer', undefined],
])('the forms of %s are %s', (name, glob) => {
  expect(operatorGlob(name)).toBe(glob);
});
