import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { copyOf, copyState, readProvenance } from '../../src/pack/provenance.js';
import { readPack } from '../../src/pack/read-pack.js';
import { head, packBytes } from './make.js';

const bytes = packBytes(head('kettle'), [{ name: 'b\xF6il', lines: ['fun:boil'] }]);
const copy = copyOf('kettle', bytes, '0.1.0', '2026-01-01');
const newer = packBytes(head('kettle'), [{ name: 'brew', lines: ['fun:brew'] }]);

test('a copy says where it is from, and is the pack below that line', () => {
  const sha256 = createHash('sha256').update(bytes, 'latin1').digest('hex');
  expect(copy).toBe(`# from: chaff 0.1.0, pack kettle, SHA-256 ${sha256}, added 2026-01-01\n${bytes}`);
  expect(readProvenance(copy)).toEqual({ chaff: '0.1.0', pack: 'kettle', sha256, added: '2026-01-01' });
});

test('a copy is read as a pack', () => {
  expect(readPack({ name: 'kettle.supp', bytes: copy })!.head).toEqual(head('kettle'));
});

describe('what stands in the place of a copy', () => {
  test.each([
    ['nothing', undefined, bytes, 'absent'],
    ['the copy', copy, bytes, 'current'],
    ['the copy of another version', copy, newer, 'other version'],
    ['the same with other ends of lines', copy.replaceAll('\n', '\r\n'), bytes, 'current'],
    ['that of another version, too', copy.replaceAll('\n', '\r\n'), newer, 'other version'],
    ['one that somebody changed', copy.replace('fun:boil', 'fun:*'), bytes, 'changed'],
    [
      'one that somebody changed, and that is out of date',
      copy.replace('fun:boil', 'fun:*'),
      newer,
      'changed',
    ],
    [
      'one that somebody changed to what is in the pack now',
      copy.split('\n')[0]! + '\n' + newer,
      newer,
      'current',
    ],
    ['one with a line above', `# ours\n${copy}`, bytes, 'foreign'],
    ['one without its first line', bytes, bytes, 'foreign'],
    ['that of another pack', copyOf('teapot', bytes, '0.1.0', '2026-01-01'), bytes, 'foreign'],
    ['a file of somebody', '{\n   a\n   Memcheck:Cond\n   fun:a\n}\n', bytes, 'foreign'],
    ['an empty file', '', bytes, 'foreign'],
    ['the first line alone', copy.split('\n')[0], bytes, 'changed'],
  ])('%s', (_, there, now, state) => {
    expect(copyState(there, 'kettle', now)).toBe(state);
  });
});
