import { describe, expect, test } from 'vitest';
import { checkFooter } from '../../src/collect/bounds.js';
import { walkLevels } from '../../src/collect/levels.js';
import { readStruct } from '../../src/collect/thrift.js';
import { UnreadableCorpus } from '../../src/collect/unreadable.js';

const cursor = (...bytes: number[]) => ({
  bytes: Uint8Array.from(bytes),
  at: 0,
  end: bytes.length,
  left: 1000,
});

describe('a struct', () => {
  test('is read: numbers, structs, and past what is neither', () => {
    // field 1: 32-bit −3; field 2: string “ab”; field 3: list of two numbers; field 5: struct with field 1 true
    const read = readStruct(
      cursor(0x15, 0x05, 0x18, 0x02, 0x61, 0x62, 0x19, 0x25, 0x02, 0x04, 0x2c, 0x11, 0x00, 0x00),
    );
    expect(read).toEqual(
      new Map<number, unknown>([
        [1, -3],
        [5, new Map([[1, 1]])],
      ]),
    );
  });

  test.each([
    ['ends early', [0x15]],
    ['has a string longer than the rest', [0x18, 0x05, 0x61, 0x00]],
    ['has a list of more elements than bytes', [0x19, 0xf5, 0xff, 0xff, 0xff, 0x7f, 0x00]],
    ['has lists within lists without end', Array.from({ length: 200 }, () => 0x19)],
    ['has structs within structs without end', Array.from({ length: 200 }, () => 0x1c)],
    ['has a number without end', [0x15, ...Array.from({ length: 40 }, () => 0xff), 0x00]],
    ['has an unknown type', [0x1d, 0x00]],
  ])('that %s is refused', (_, bytes) => {
    expect(() => readStruct(cursor(...bytes))).toThrow(UnreadableCorpus);
  });
});

describe('levels', () => {
  const walked = (width: number, count: number, ...bytes: number[]) => {
    const runs: [number, number][] = [];
    walkLevels(cursor(...bytes), width, count, (value, times) => runs.push([value, times]));
    return runs;
  };

  test('are runs and packed groups', () => {
    expect(walked(2, 5, 0x0a, 0x03)).toEqual([[3, 5]]);
    // eight of two bits: 0 1 2 3 0 1 2 3; then three times 1
    expect(walked(2, 11, 0x03, 0xe4, 0xe4, 0x06, 0x01).map(([value]) => value)).toEqual([
      0, 1, 2, 3, 0, 1, 2, 3, 1,
    ]);
    expect(walked(2, 3, 0x03, 0xe4, 0xe4).map(([value]) => value)).toEqual([0, 1, 2]);
    expect(walked(3, 3, 0x03, 0x88, 0xc6, 0xfa).map(([value]) => value)).toEqual([0, 1, 2]);
  });

  test.each([
    ['a run of more values than there are', 2, 5, [0x0c, 0x03]],
    ['a run of two thousand million values', 2, 5, [0xfe, 0xff, 0xff, 0xff, 0x0f, 0x03]],
    ['a run of none', 2, 5, [0x00, 0x03]],
    ['packed groups without their bytes', 2, 16, [0x05, 0xe4]],
    ['fewer values than there must be', 2, 5, [0x06, 0x03]],
  ])('%s is refused', (_, width, count, bytes) => {
    expect(() => walked(width, count, ...bytes)).toThrow(UnreadableCorpus);
  });
});

test('a footer that claims to be longer than the file is refused', () => {
  const file = Buffer.from('PAR1\0\0\0\0\xff\xff\xff\x7fPAR1', 'latin1');
  expect(() => checkFooter(file)).toThrow(UnreadableCorpus);
});
