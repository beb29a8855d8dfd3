import { expect } from './unreadable.js';

/** A struct of Thrift's compact protocol: numbers and structs by field; what is neither is passed over. */
export type ThriftStruct = ReadonlyMap<number, number | ThriftStruct>;

/** Where reading stands; `left` is how many elements may follow at most. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  left: number;
}

const deepest = 12;

/**
 * Reads a struct, or finds that none is there (`UnreadableCorpus`), in time and memory bounded by its bytes, which
 * the reader of the library is not: it believes lengths.
 */
export function readStruct(cursor: Cursor, depth = 0): ThriftStruct {
  expect(depth < deepest);
  const fields = new Map<number, number | ThriftStruct>();
  for (let id = 0; ;) {
    const head = readByte(cursor);
    const type = head & 15;
    if (type === 0) return fields;
    id = head >> 4 ? id + (head >> 4) : readZigZag(cursor);
    const value = readElement(cursor, type, depth);
    if (value !== undefined) fields.set(id, value);
  }
}

function readElement(cursor: Cursor, type: number, depth: number): number | ThriftStruct | undefined {
  expect(--cursor.left >= 0);
  switch (type) {
    case 1: // true
    case 2: // false
      return 2 - type;
    case 3: // a byte
      return readByte(cursor);
    case 4: // integers of 16, 32 and 64 bits
    case 5:
    case 6:
      return readZigZag(cursor);
    case 7: // a double
      return skip(cursor, 8);
    case 8: // a string
      return skip(cursor, readVarInt(cursor));
    case 9:
      return readList(cursor, depth);
    case 12:
      return readStruct(cursor, depth + 1);
    default:
      return expect(false) as never;
  }
}

function readList(cursor: Cursor, depth: number): undefined {
  expect(depth < deepest);
  const head = readByte(cursor);
  const size = head >> 4 === 15 ? readVarInt(cursor) : head >> 4;
  expect(size <= cursor.end - cursor.at);
  const type = head & 15;
  for (let number = 0; number < size; number++) {
    if (type === 1 || type === 2) skip(cursor, 1);
    else readElement(cursor, type, depth + 1);
  }
  return undefined;
}

function skip(cursor: Cursor, length: number): undefined {
  expect(length <= cursor.end - cursor.at);
  cursor.at += length;
  return undefined;
}

export function readByte(cursor: Cursor): number {
  expect(cursor.at < cursor.end);
  return cursor.bytes[cursor.at++]!;
}

/** Unsigned; of seven bits each, lowest first. */
export function readVarInt(cursor: Cursor): number {
  let value = 0;
  for (let factor = 1; factor <= 2 ** 63; factor *= 128) {
    const byte = readByte(cursor);
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
  return expect(false) as never;
}

function readZigZag(cursor: Cursor): number {
  const value = readVarInt(cursor);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
