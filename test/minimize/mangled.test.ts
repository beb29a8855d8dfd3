import { describe, expect, test } from 'vitest';
import { globMatches } from '../../src/match/glob.js';
import { withoutTemplateArguments } from '../../src/minimize/mangled.js';

describe('the arguments of templates', () => {
  test.each([
    ['_ZNSt6vectorIiSaIiEE9push_backERKi', '_ZNSt6vectorI*E9push_back*'],
    ['_ZNK3FooILi42EE3barEv', '_ZNK3FooI*E3bar*'],
    ['_ZNSt14__shared_countILN9__gnu_cxx12_Lock_policyE2EEC1Ev', '_ZNSt14__shared_countI*EC1*'],
    [
      '_ZNSt3mapINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEiSt4lessIS5_ESaISt4pairIKS5_iEEEixERS9_',
      '_ZNSt3mapI*Eix*',
    ],
    ['_ZN5boost3any6holderISsE5cloneEv', '_ZN5boost3any6holderI*E5clone*'],
    ['_Z4makeIiEvT_', '_Z4make*'],
  ])('%s becomes %s', (symbol, glob) => {
    expect(withoutTemplateArguments(symbol)).toBe(glob);
    expect(globMatches(glob, symbol)).toBe(true);
  });

  test.each([
    '_ZN9QListData6detachEi',
    'g_malloc',
    '_ZN3BarC1ERKSt6vectorIiSaIiEE',
    '_ZNSt6vectorIiSaIiE',
    '_ZNSt6vectorI999999999999foo',
    '_Z',
    `_ZN1aI${'LN1aI'.repeat(150)}`,
  ])('%s stays as it is', (symbol) => {
    expect(withoutTemplateArguments(symbol)).toBeUndefined();
  });
});
