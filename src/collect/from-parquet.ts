import { parquetMetadata, parquetRead, type FileMetaData } from 'hyparquet';
import type { AuxiliaryStack } from '../finding/finding.js';
import { checkFooter, checkGroup, type Levels } from './bounds.js';
import { checksumAt, checksumOf } from './checksum.js';
import type { Collected, CollectedFinding, CollectedFindings, Run } from './collected.js';
import { createFrames, type BuildFrames, type FrameColumns } from './frames.js';
import { findingOfRow, rowFrom, type Row } from './row.js';
import { runsFromJson } from './run-json.js';
import { derived, keys, leaves, schema, schemaVersion, type ColumnName, type Leaf } from './schema.js';
import { flag, fromJson, list, number, record, text } from './shape.js';
import { unescaped } from './text.js';
import { expect, UnreadableCorpus } from './unreadable.js';

/**
 * What a corpus file holds: `toParquet` of it gives the same bytes again. Throws `UnreadableCorpus` for any other
 * file, one that is damaged, and one of a newer version.
 */
export async function fromParquet(bytes: Uint8Array): Promise<Collected> {
  try {
    const metadata = readMetadata(bytes);
    const runs = runsFromJson(valueOf(metadata, keys.runs));
    return {
      runs,
      findings: await findingsOf(bytes, metadata, runs),
      suppressed: suppressedOf(valueOf(metadata, keys.suppressed), runs),
    };
  } catch (error) {
    // What the library throws at a file that breaks the format is of many kinds, and none helps the user.
    if (error instanceof UnreadableCorpus) throw error;
    throw new UnreadableCorpus('the corpus is damaged', { cause: error });
  }
}

function readMetadata(bytes: Uint8Array): FileMetaData {
  checkFooter(bytes);
  const metadata = parquetMetadata(bytes, { geoparquet: false });
  const version = metadata.key_value_metadata?.find(({ key }) => key === keys.version)?.value;
  if (version === undefined)
    throw new UnreadableCorpus('this Parquet file was not written by “chaff collect”');
  if (version !== String(schemaVersion))
    throw new UnreadableCorpus(
      `a corpus of another chaff: its schema is version “${version}”, and version ${schemaVersion} is known here`,
    );
  const checksum = valueOf(metadata, keys.checksum);
  const at = checksumAt(bytes, keys.checksum, checksum);
  expect(at !== undefined && /^[0-9a-f]{64}$/.test(checksum) && checksumOf(bytes, at) === checksum);
  expect(shapeOf(metadata.schema) === shapeOf(schema));
  return metadata;
}

function valueOf({ key_value_metadata = [] }: FileMetaData, key: string): string {
  const value = key_value_metadata.find((each) => each.key === key)?.value;
  expect(value !== undefined);
  return value;
}

function shapeOf(elements: FileMetaData['schema']): string {
  return JSON.stringify(
    elements.map(({ name, type, num_children, repetition_type, converted_type }) => [
      ...[name, type ?? null, num_children ?? null, repetition_type ?? null, converted_type ?? null],
    ]),
  );
}

function suppressedOf(json: string, runs: ReadonlyMap<string, Run>): Map<string, CollectedFindings> {
  const suppressed = new Map<string, CollectedFindings>();
  for (const each of list(record, fromJson(json))) {
    const findings = new Map<string, CollectedFinding>();
    for (const row of list(rowFrom, each['findings'])) findings.set(row.id, findingOfRow(row, runs));
    const by = text(each['by']);
    expect(!suppressed.has(by) && findings.size > 0);
    suppressed.set(by, findings);
  }
  return suppressed;
}

async function findingsOf(
  bytes: Uint8Array,
  metadata: FileMetaData,
  runs: ReadonlyMap<string, Run>,
): Promise<Map<string, CollectedFinding>> {
  const findings = new Map<string, CollectedFinding>();
  const frames = createFrames();
  const file = {
    byteLength: bytes.byteLength,
    slice: (start: number, end?: number) => copyOf(bytes.subarray(start, end)),
  };
  let end = 4;
  for (const group of metadata.row_groups) {
    const checked = checkGroup(bytes, group, end);
    end = checked.end;
    // A file of this group alone, and of the leaves that tell something.
    const columns = group.columns.filter((_, index) => isTold(leaves[index]!, checked.levels));
    const values = new Map<string, unknown[]>();
    await parquetRead({
      file,
      metadata: { ...metadata, num_rows: group.num_rows, row_groups: [{ ...group, columns }] },
      parsers: { stringFromBytes },
      onPage({ pathInSchema, columnData }) {
        const path = pathInSchema.join('.');
        const before = values.get(path);
        if (before) for (const value of columnData as unknown[]) before.push(value);
        else values.set(path, Array.from(columnData as unknown[]));
      },
    });
    for (const row of rowsOf(values, Number(group.num_rows), frames())) {
      expect(!findings.has(row.id));
      findings.set(row.id, findingOfRow(row, runs));
    }
  }
  return findings;
}

/**
 * Must a leaf be read? Not where all its lists are empty, nor where it is null in all of them; `fun`, `caption` and
 * `run` tell how long the lists are.
 */
function isTold({ path, maxDefinition }: Leaf, levels: Levels): boolean {
  const [column] = path.split('.');
  if (derived.includes(column as ColumnName)) return false;
  const highest = levels.get(path)!;
  return highest === maxDefinition || (highest > 0 && path.endsWith('.fun'));
}

function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function stringFromBytes(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return undefined;
  return unescaped(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
}

type Values = readonly unknown[] | undefined;

/** Builds rows from the leaves of the columns, each an array with the nesting of its lists; those that tell nothing are absent. */
function* rowsOf(
  values: ReadonlyMap<string, unknown[]>,
  count: number,
  framesOf: BuildFrames,
): Generator<Row> {
  const leaf = (path: string): Values => {
    const told = values.get(path);
    expect(told === undefined || told.length === count);
    return told;
  };
  const framesAt = (path: string): FrameColumns => ({
    fun: leaf(`${path}.fun`),
    demangled: leaf(`${path}.demangled`),
    obj: leaf(`${path}.obj`),
    has_source: leaf(`${path}.has_source`),
    file: leaf(`${path}.file`),
    line: leaf(`${path}.line`),
    dir: leaf(`${path}.dir`),
    inlined: leaf(`${path}.inlined`),
  });
  const [id, tool, kind] = [leaf('id'), leaf('tool'), leaf('kind')];
  const [extra, leakKind, what] = [leaf('extra'), leaf('leak_kind'), leaf('what')];
  const [command, pid, thread] = [leaf('command'), leaf('pid'), leaf('thread')];
  const [hidesBelowMain, firstRun] = [leaf('hides_below_main'), leaf('first_run')];
  const frames = framesAt('frames.list.element');
  const variants = framesAt('variants.list.element.list.element');
  const auxiliary = framesAt('auxiliary.list.element.frames.list.element');
  const auxiliaryCaption = leaf('auxiliary.list.element.caption');
  const origins = framesAt('origins.list.element.frames.list.element');
  const [originCaption, originRun] = [leaf('origins.list.element.caption'), leaf('origins.list.element.run')];
  const part = (name: string) => leaf(`runs.list.element.${name}`);
  const [run, line, times, records] = [part('run'), part('line'), part('count'), part('records')];
  const [bytes, blocks] = [part('bytes'), part('blocks')];

  for (let at = 0; at < count; at++) {
    const stacksOf = (captions: readonly unknown[], told: FrameColumns): AuxiliaryStack[] =>
      captions.map((caption, index) => ({ caption: text(caption), frames: framesOf(told, at, index) }));
    const parts = { line: arrayAt(line, at), count: arrayAt(times, at), records: arrayAt(records, at) };
    const [leakedBytes, leakedBlocks] = [arrayAt(bytes, at), arrayAt(blocks, at)];
    yield {
      id: text(id?.[at]),
      tool: text(tool?.[at]),
      kind: text(kind?.[at]),
      extra: maybe(text, extra?.[at]),
      leakKind: maybe(text, leakKind?.[at]),
      what: text(what?.[at]),
      command: maybe(text, command?.[at]),
      pid: maybe(integer, pid?.[at]),
      thread: maybe(text, thread?.[at]),
      hidesBelowMain: flag(hidesBelowMain?.[at]),
      stacks: [
        framesOf(frames, at),
        ...arrayAt(variants.fun, at).map((_, index) => framesOf(variants, at, index)),
      ],
      auxiliary: stacksOf(arrayAt(auxiliaryCaption, at), auxiliary),
      origins: stacksOf(arrayAt(originCaption, at), origins).map((stack, index) => ({
        run: text(arrayAt(originRun, at)[index]),
        ...stack,
      })),
      firstRun: text(firstRun?.[at]),
      parts: arrayAt(run, at).map((hash, index) => ({
        run: text(hash),
        line: integer(parts.line[index]),
        count: integer(parts.count[index]),
        records: integer(parts.records[index]),
        bytes: maybe(integer, leakedBytes[index]),
        blocks: maybe(integer, leakedBlocks[index]),
      })),
    };
  }
}

const none: readonly unknown[] = [];

/** The list of a row; an empty one where all rows have one. */
function arrayAt(of: Values, at: number): readonly unknown[] {
  if (of === undefined) return none;
  const array = of[at];
  expect(Array.isArray(array));
  return array as unknown[];
}

function maybe<T>(of: (value: unknown) => T, value: unknown): T | undefined {
  return value === undefined || value === null ? undefined : of(value);
}

function integer(value: unknown): number {
  return number(Number(value));
}
