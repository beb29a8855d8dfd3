import { expect, it } from 'vitest';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'obsolete-kind';
const of = (head: string, ...locations: readonly string[]) => entry('name that tells', head, ...locations);

it('writes Cond for its first name', () => {
  expect(places(rule, of('Addrcheck,Memcheck:Value0', 'fun:f'))).toEqual(['info 3:23-29']);
  expect(fixed(of('Addrcheck,Memcheck:Value0', 'fun:f'))).toBe(of('Addrcheck,Memcheck:Cond', 'fun:f'));
  expect(found(rule, of('Memcheck:Value1', 'fun:f'))).toEqual([]);
});

it('offers the new name of BadSize to those who need no older Valgrind', () => {
  expect(places(rule, of('Memcheck:BadSize', 'fun:memalign', 'fun:f'))).toEqual(['info 3:13-20']);
  expect(suggested(rule, of('Memcheck:BadSize', 'fun:memalign', 'fun:f'))).toEqual([
    of('Memcheck:UnsafeZeroSize', 'fun:memalign', 'fun:f'),
  ]);
  expect(found(rule, of('Memcheck:BadSize', 'fun:memalign', 'fun:f'), { version: '3.25' })).toEqual([]);
  expect(found(rule, of('Memcheck:UnsafeZeroSize', 'fun:memalign', 'fun:f'))).toEqual([]);
});

it('says which signals are no longer Misc', () => {
  const signal = of('Helgrind:Misc', '...', 'fun:pthread_cond_signal@*', 'fun:wake');
  expect(places(rule, signal)).toEqual(['info 3:13-17']);
  expect(suggested(rule, signal)).toEqual([signal.replace('Misc', 'Dubious')]);
  expect(found(rule, signal)[0]!.message).toContain('--check-cond-signal-mutex=yes');
  expect(found(rule, signal, { version: '3.22' })[0]!.message).not.toContain('--check');
  expect(found(rule, signal, { version: '3.20' })).toEqual([]);
  expect(found(rule, of('Helgrind:Misc', 'fun:pthread_cond_destroy@*'))).toEqual([]);
});

it('says when Dubious is reported', () => {
  const dubious = of('Helgrind:Dubious', 'fun:pthread_cond_signal@*');
  expect(places(rule, dubious)).toEqual(['info 3:13-20']);
  expect(places(rule, dubious, { version: '3.24' })).toEqual([]);
});

it('knows which kinds exp-sgcheck has only by name', () => {
  const options = { version: '3.15', tools: ['exp-sgcheck'] } as const;
  expect(places(rule, of('exp-sgcheck:Heap', 'fun:f'), options)).toEqual(['info 3:16-20']);
  expect(places(rule, of('exp-sgcheck:SorG', 'fun:f'), options)).toEqual([]);
});
