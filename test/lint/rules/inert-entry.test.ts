import { describe, expect, it } from 'vitest';
import { exampleLeak } from '../../../src/lint/example-finding.js';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'inert-entry';
const of = (head: string) => entry('zlib reads ahead', head, 'fun:inflate');

describe('inert-entry', () => {
  it.each([
    ['memcheck:Cond', 'Memcheck:Cond'],
    ['MEMCHECK:cond', 'Memcheck:Cond'],
    ['Memcheck :Cond', 'Memcheck:Cond'],
    ['memcheck: Cond', 'Memcheck:Cond'],
    ['DRD:MutexErr', 'drd:MutexErr'],
    ['Drd:MutexErr', 'drd:MutexErr'],
    ['coreerror:FdBadClose', 'CoreError:FdBadClose'],
    ['Addrcheck, Memcheck:Cond', 'Addrcheck,Memcheck:Cond'],
    ['xMemcheck,Memcheck:Cond', 'Memcheck,xMemcheck:Cond'],
  ])('mends %s', (wrong, right) => {
    expect(places(rule, of(wrong))).toEqual([`error 3:4-${4 + wrong.indexOf(':')}`]);
    expect(found(rule, of(wrong))[0]!.message).toContain(right);
    expect(fixed(of(wrong))).toBe(of(right));
  });

  it('leaves the rest of the file as it is when it mends', () => {
    const file = (head: string) =>
      `# one\n\n{\n\tname\n\t${head}  \n  # two\n\tfun:f\n}\n# three\n${of('drd:CondErr')}`;
    expect(fixed(file('helgrind:Race'))).toBe(file('Helgrind:Race'));
  });

  it('mends nothing that a tool would refuse then', () => {
    const broken = entry('zlib reads ahead', 'memcheck:Cond', 'inflate');
    expect(places(rule, broken)).toEqual(['error 3:4-12']);
    expect(fixed(broken)).toBe(broken);
    expect(found(rule, of('memcheck:Con'))[0]!.fix).toBeNull();
    expect(found(rule, of('memcheck,helgrind:Race'))[0]!.fix).toBeNull();
    expect(found(rule, of('memcheck:ReallocZero'), { version: '3.19' })[0]!.fix).toBeNull();
  });

  it('leaves it to somebody to bring an entry to life that hides anything', () => {
    const broad = entry('plug-ins, once', 'memcheck:Leak', 'fun:malloc');
    expect(found(rule, broad)).toMatchObject([{ fix: null }]);
    expect(fixed(broad)).toBe(broad);
    expect(suggested(rule, broad)).toEqual([broad.replace('memcheck', 'Memcheck')]);
    const deep = entry('plug-ins, once', 'memcheck:Leak', 'fun:malloc', 'fun:parser_cache');
    expect(fixed(deep)).toBe(deep.replace('memcheck', 'Memcheck'));
    expect(fixed(deep, { numCallers: 1 })).toBe(deep);
  });

  it('leaves it to somebody to bring an entry to life that hides a real finding of the logs', () => {
    const bytes = entry(
      'tables',
      'memcheck:Leak',
      'match-leak-kinds: reachable',
      'fun:malloc',
      'fun:parser_*',
    );
    const alive = bytes.replace('memcheck', 'Memcheck');
    const findings = [
      exampleLeak('malloc', 'reader', 'main'),
      exampleLeak('malloc', 'parser_table', 'parse_file', 'main'),
    ];
    const pattern = { type: 'fun', pattern: 'parse_file' } as const;
    const kind = 'Memcheck:Leak';
    const real = [
      { name: 'tables', kind, frames: [{ type: '...' } as const, pattern], file: 'real', line: 2 },
    ];
    expect(fixed(bytes)).toBe(alive);
    expect(fixed(bytes, { evidence: { findings, real: [] } })).toBe(alive);
    expect(fixed(bytes, { evidence: { findings, real } })).toBe(bytes);
    expect(suggested(rule, bytes, { evidence: { findings, real } })).toEqual([alive]);
  });

  it('offers what a misspelt tool may mean, and does not decide that it is one', () => {
    expect(suggested(rule, of('xMemcheck:Cond'))).toEqual([of('Memcheck:Cond')]);
    expect(suggested(rule, of('Hellgrind:Race'))).toEqual([of('Helgrind:Race')]);
    expect(found(rule, of('xMemcheck:Cond'))[0]!.fix).toBeNull();
    expect(suggested(rule, of('ThreadSanitizer:Race'))).toEqual([]);
    expect(found(rule, of('ThreadSanitizer:Race'))[0]!.message).toBe(
      'No tool of Valgrind is called "ThreadSanitizer", so this entry is skipped. ' +
        'Tools that read suppressions are Memcheck, Helgrind, drd, CoreError.',
    );
  });

  it('tells which tool the entry was meant for', () => {
    expect(found(rule, of('DRD:MutexErr'))[0]!.tools).toEqual(['drd']);
    expect(found(rule, of('DRD:MutexErr'), { tools: ['memcheck'] })[0]!.tools).toEqual(['memcheck']);
    expect(found(rule, of('What:Ever'))[0]!.tools).toEqual(['memcheck', 'helgrind', 'drd']);
  });

  it('finds a missing line', () => {
    const noHead = entry('zlib reads ahead', 'fun:inflate', 'fun:parse');
    expect(places(rule, noHead)).toEqual(['error 3:4-15']);
    expect(found(rule, noHead)[0]!.message).toContain('"Tool:Kind" is missing');
    const noName = entry('Memcheck:Leak', 'match-leak-kinds: definite', 'fun:malloc', 'fun:parse');
    expect(places(rule, noName)).toEqual(['error 2:4-17']);
    expect(found(rule, noName)[0]).toMatchObject({ tools: ['memcheck'] });
    expect(found(rule, noName)[0]!.message).toContain('The name of this entry is missing');
    expect(places(rule, entry('Memcheck:Cond', 'src:zlib.c:12', 'fun:parse'))).toEqual(['error 2:4-17']);
  });

  it('takes tools of other versions for no mistake', () => {
    expect(places(rule, of('exp-sgcheck:SorG'))).toEqual(['info 3:4-15']);
    expect(places(rule, of('exp-sgcheck:SorG'), { version: '3.15' })).toEqual([]);
    expect(places(rule, of('Addrcheck:Addr4'))).toEqual(['info 3:4-13']);
    expect(places(rule, of('core:PThread'))).toEqual(['info 3:4-8']);
    expect(places(rule, of('core:PThread'), { version: '3.19' })).toEqual([]);
    expect(places(rule, of('CoreError:FdBadClose'))).toEqual([]);
    expect(found(rule, of('CoreError:FdBadClose'), { version: '3.19' })[0]!.message).toBe(
      'CoreError is known from Valgrind 3.23 on: Valgrind 3.19 skips this entry. Remove it unless other versions read this file.',
    );
  });

  it('knows the tools that have no errors', () => {
    expect(found(rule, of('Massif:Leak'))[0]!.message).toBe(
      'Massif reports no errors, so it reads no suppressions. Remove this entry.',
    );
  });

  it('has nothing to say of entries for other tools than those of the set, or of a second name that is not read', () => {
    expect(places(rule, of('drd:MutexErr'), { tools: ['memcheck'] })).toEqual([]);
    expect(places(rule, of('Memcheck, Helgrind:Cond'))).toEqual([]);
    expect(places(rule, of('Addrcheck,Memcheck:Cond'))).toEqual([]);
  });

  it('leaves to other rules what Valgrind refuses, and what looks like a tool to people only', () => {
    expect(places(rule, of('Memcheck'))).toEqual([]);
    expect(places(rule, of('Memcheck:Kond'))).toEqual([]);
    const invisible = of('Mem\xe2\x80\x8bcheck:Cond');
    expect(places(rule, invisible)).toEqual([]);
    expect(places(rule, invisible, { levels: new Map([['invisible-character', 'off']]) })).toHaveLength(1);
  });
});
