import { readByte, readVarInt, type Cursor } from './thrift.js';
import { expect } from './unreadable.js';

/**
 * Walks numbers in Parquet's hybrid of runs and packed groups, so many as there must be, and refuses runs that claim
 * more: the reader of the library would write them all. Calls `onRun` with each number and how often it follows.
 */
export function walkLevels(
  cursor: Cursor,
  width: number,
  count: number,
  onRun?: (value: number, times: number) => void,
): void {
  for (let left = count; left > 0;) {
    const head = readVarInt(cursor);
    const length = Math.floor(head / 2);
    expect(length > 0 && length <= cursor.bytes.length * 8 + count);
    if (head % 2 === 0) {
      expect(length <= left);
      let value = 0;
      for (let byte = 0; byte < Math.ceil(width / 8); byte++) value += readByte(cursor) * 256 ** byte;
      onRun?.(value, length);
      left -= length;
      continue;
    }
    expect(length * width <= cursor.end - cursor.at && (length - 1) * 8 < left);
    const values = Math.min(left, length * 8);
    if (onRun)
      for (let number = 0; number < values; number++) onRun(packed(cursor, number * width, width), 1);
    cursor.at += length * width;
    left -= values;
  }
}

/** Of a few bits, lowest first. */
function packed({ bytes, at }: Cursor, bit: number, width: number): number {
  const from = at + (bit >> 3);
  return (((bytes[from]! | ((bytes[from + 1] ?? 0) << 8)) >> (bit & 7)) & ((1 << width) - 1)) >>> 0;
}
