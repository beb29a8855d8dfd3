import { snappyUncompress, type ColumnMetaData, type FileMetaData, type RowGroup } from 'hyparquet';
import { walkLevels } from './levels.js';
import { leaves, mostRows, mostWeight, type Leaf } from './schema.js';
import { readStruct, type Cursor, type ThriftStruct } from './thrift.js';
import { expect, UnreadableCorpus } from './unreadable.js';

const magic = 'PAR1';
/** Elements of the footer: more than a corpus of ten million findings has. */
const mostElements = 1 << 21;

/** Throws `UnreadableCorpus` unless a whole Parquet file is here whose footer keeps within its bytes. */
export function checkFooter(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.length - 8;
  if (end < 4 || file.toString('latin1', 0, 4) !== magic || file.toString('latin1', end + 4) !== magic)
    throw new UnreadableCorpus('the corpus is cut off or no Parquet file');
  const at = end - file.readUInt32LE(end);
  expect(at >= 4);
  readStruct({ bytes, at, end, left: mostElements });
}

/** By path of the leaf: the highest definition level of the column chunk; 0 where all its lists are empty. */
export type Levels = ReadonlyMap<string, number>;

/**
 * Checks one row group against its bytes before the library reads it, for that believes every length it finds: a
 * small file could claim any number of values. Throws `UnreadableCorpus`.
 *
 * @param from where the group may begin; chunks follow each other
 */
export function checkGroup(
  bytes: Uint8Array,
  group: FileMetaData['row_groups'][number],
  from: number,
): { readonly levels: Levels; readonly end: number } {
  const rows = Number(group.num_rows);
  expect(rows > 0 && rows <= mostRows && group.columns.length === leaves.length);
  const levels = new Map<string, number>();
  let end = from;
  for (const [index, leaf] of leaves.entries()) {
    const chunk = chunkOf(group, index, leaf);
    const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
    expect(start >= end);
    end = start + Number(chunk.total_compressed_size);
    expect(end >= start && end <= bytes.length);
    levels.set(leaf.path, checkChunk(bytes, start, end, rows, leaf));
  }
  return { levels, end };
}

function chunkOf({ columns }: RowGroup, index: number, leaf: Leaf): ColumnMetaData {
  const chunk = columns[index]!.meta_data;
  expect(chunk?.path_in_schema.join('.') === leaf.path);
  expect(chunk.codec === 'SNAPPY' && chunk.type === leaf.type);
  return chunk;
}

function checkChunk(bytes: Uint8Array, start: number, end: number, rows: number, leaf: Leaf): number {
  let [highest, allRows, allValues] = [0, 0, 0];
  for (let at = start; at < end;) {
    const cursor = { bytes, at, end, left: 100 };
    const header = readStruct(cursor);
    const size = numberIn(header, 3);
    at = cursor.at + size;
    expect(at <= end);
    const data = structIn(header, 8);
    if (numberIn(header, 1) === 2) {
      checkSize(numberIn(header, 2), size);
      expect(numberIn(structIn(header, 7), 1) <= numberIn(header, 2));
      continue;
    }
    expect(numberIn(header, 1) === 3);
    const page = checkPage({ bytes, at: cursor.at, end: at, left: 0 }, header, data, leaf);
    highest = Math.max(highest, page.highest);
    allRows += page.rows;
    allValues += numberIn(data, 1);
  }
  expect(allRows === rows);
  // One row may be larger than a group should be, but not without bytes for it.
  expect(allValues <= mostWeight || (rows === 1 && allValues <= mostWeight + bytes.length * 8));
  return highest;
}

/** A data page of version 2: levels, then values. */
function checkPage(
  cursor: Cursor,
  header: ThriftStruct,
  data: ThriftStruct,
  { maxDefinition, maxRepetition, type }: Leaf,
): { readonly highest: number; readonly rows: number } {
  const [count, encoding] = [numberIn(data, 1), numberIn(data, 4)];
  const [definitions, repetitions] = [numberIn(data, 5), numberIn(data, 6)];
  const begin = cursor.at + repetitions + definitions;
  expect(begin <= cursor.end && count <= mostWeight + cursor.bytes.length * 8);
  let [rows, told, highest] = [0, 0, 0];
  if (maxRepetition === 0) rows = count;
  else
    walkLevels({ ...cursor, end: cursor.at + repetitions }, widthOf(maxRepetition), count, (level, times) => {
      expect(level <= maxRepetition);
      if (level === 0) rows += times;
    });
  if (maxDefinition === 0) told = count;
  else
    walkLevels(
      { ...cursor, at: cursor.at + repetitions, end: begin },
      widthOf(maxDefinition),
      count,
      (level, times) => {
        expect(level <= maxDefinition);
        highest = Math.max(highest, level);
        if (level === maxDefinition) told += times;
      },
    );
  expect(told === count - numberIn(data, 2));
  const size = numberIn(header, 2) - repetitions - definitions;
  checkSize(size, cursor.end - begin);
  expect(encoding === 0 || encoding === 3 || encoding === 8);
  if (encoding !== 0) {
    const values = new Uint8Array(size);
    snappyUncompress(cursor.bytes.subarray(begin, cursor.end), values);
    expect(encoding === 8 || type === 'BOOLEAN');
    const at = encoding === 8 ? 1 : 4;
    const width = encoding === 8 ? (values[0] ?? 33) : 1;
    expect(width <= 32);
    walkLevels({ bytes: values, at, end: size, left: 0 }, width, told);
  } else expect(told <= size * 8);
  return { highest, rows };
}

/** Snappy makes no more than 64 bytes of three. */
function checkSize(size: number, compressed: number): void {
  expect(size >= 0 && size <= 22 * compressed + 64);
}

const widthOf = (level: number): number => 32 - Math.clz32(level);

function numberIn(struct: ThriftStruct, field: number): number {
  const value = struct.get(field);
  expect(typeof value === 'number' && value >= 0);
  return value;
}

function structIn(struct: ThriftStruct, field: number): ThriftStruct {
  const value = struct.get(field);
  return typeof value === 'object' ? value : new Map();
}
