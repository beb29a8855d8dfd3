import type { KeyValue } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { AuxiliaryStack, Frame } from '../finding/finding.js';
import { checksumAt, checksumOf, noChecksum } from './checksum.js';
import { largestSum } from './collect-run.js';
import { compare, compareRuns, type Collected, type CollectedFindings, type Run } from './collected.js';
import { totalOf } from './log-corpus.js';
import { rowOf, type Row } from './row.js';
import { runsToJson } from './run-json.js';
import { columnNames, keys, mostRows, mostWeight, schema, schemaVersion, type ColumnName } from './schema.js';
import { toJson } from './shape.js';
import { bytesOfName, textOf } from './text.js';

/** The bytes of a corpus file: equal for equal collections, however they came about. docs/corpus.md tells its columns. */
export function toParquet(collected: Collected): Uint8Array {
  const runs = [...collected.runs.values()].sort(compareRuns);
  const order = new Map(runs.map(({ hash }, index) => [hash, index]));
  const suppressed = [...collected.suppressed]
    .sort(([a], [b]) => compare(a, b))
    .map(([by, findings]) => ({ by, findings: [...rowsOf(findings, order)] }));
  const kvMetadata: KeyValue[] = [
    { key: keys.version, value: String(schemaVersion) },
    { key: keys.runs, value: runsToJson(runs) },
    { key: keys.suppressed, value: toJson(suppressed) },
    { key: keys.checksum, value: noChecksum },
  ];

  const writer = new ByteWriter(1 << 16);
  const parquet = new ParquetWriter({ writer, schema, kvMetadata, createdBy: 'chaff' });
  for (const rows of groupsOf(rowsOf(collected.findings, order))) {
    const columns = columnsOf(rows, collected.runs);
    void parquet.write({
      columnData: columnNames.map((name) => ({
        name,
        data: columns[name],
        // Whoever filters by these reads only the groups that can hold a match.
        statistics: ['id', 'kind', 'first_seen', 'last_seen'].includes(name),
      })),
      rowGroupSize: rows.length,
    });
  }
  void parquet.finish(); // a writer into memory, so nothing is waited for
  const bytes = writer.getBytes();
  const at = checksumAt(bytes, keys.checksum, noChecksum)!;
  bytes.set(Buffer.from(checksumOf(bytes, at)), at);
  return bytes;
}

function* rowsOf(findings: CollectedFindings, order: ReadonlyMap<string, number>): Generator<Row> {
  for (const finding of [...findings.values()].sort((a, b) => compare(a.id, b.id)))
    yield rowOf(finding, order);
}

function* groupsOf(rows: Iterable<Row>): Generator<Row[]> {
  let [group, weight]: [Row[], number] = [[], 0];
  for (const row of rows) {
    const own = weightOf(row);
    if (group.length > 0 && (group.length === mostRows || weight + own > mostWeight)) {
      yield group;
      [group, weight] = [[], 0];
    }
    group.push(row);
    weight += own;
  }
  if (group.length > 0) yield group;
}

/** No leaf of the row has more values. */
function weightOf({ stacks, auxiliary, origins, parts }: Row): number {
  const shown = [...auxiliary, ...origins].map(({ frames }) => frames);
  return [...stacks, ...shown].reduce((sum, { length }) => sum + length + 1, parts.length);
}

function columnsOf(rows: readonly Row[], runs: ReadonlyMap<string, Run>): Record<ColumnName, unknown[]> {
  const frames = framesToDisk();
  const stack = ({ caption, frames: told }: AuxiliaryStack) => ({
    caption: textOf(caption),
    frames: frames(told),
  });
  const logs = new Map([...runs].map(([hash, { log }]) => [hash, textOf(bytesOfName(log))]));
  const totals = rows.map(({ parts }) => totalOf(parts));
  const seen = rows.map(({ parts }) => parts.flatMap(({ run }) => runs.get(run)!.seen ?? []));
  return {
    id: rows.map(({ id }) => id),
    tool: rows.map(({ tool }) => tool),
    kind: rows.map(({ kind }) => textOf(kind)),
    extra: rows.map(({ extra }) => optional(textOf, extra)),
    leak_kind: rows.map(({ leakKind }) => leakKind),
    what: rows.map(({ what }) => textOf(what)),
    command: rows.map(({ command }) => optional(textOf, command)),
    pid: rows.map(({ pid }) => optional(BigInt, pid)),
    thread: rows.map(({ thread }) => optional(textOf, thread)),
    count: totals.map(({ count }) => sum(count)),
    records: totals.map(({ records }) => sum(records)),
    bytes: totals.map(({ bytes }) => optional(sum, bytes)),
    blocks: totals.map(({ blocks }) => optional(sum, blocks)),
    first_seen: seen.map((times) =>
      optional(
        BigInt,
        chosen(
          times.map(({ first }) => first),
          Math.min,
        ),
      ),
    ),
    last_seen: seen.map((times) =>
      optional(
        BigInt,
        chosen(
          times.map(({ last }) => last),
          Math.max,
        ),
      ),
    ),
    valgrind: rows.map(({ parts }) => versionsOf(parts.map(({ run }) => runs.get(run)!))),
    functions: rows.map(({ stacks }) => frames(stacks[0]!).map(({ fun, demangled }) => fun ?? demangled)),
    frames: rows.map(({ stacks }) => frames(stacks[0]!)),
    variants: rows.map(({ stacks }) => stacks.slice(1).map(frames)),
    auxiliary: rows.map(({ auxiliary }) => auxiliary.map(stack)),
    origins: rows.map(({ origins }) => origins.map((each) => ({ run: each.run, ...stack(each) }))),
    hides_below_main: rows.map(({ hidesBelowMain }) => hidesBelowMain),
    first_run: rows.map(({ firstRun }) => firstRun),
    runs: rows.map(({ parts }) =>
      parts.map(({ run, line, count, records, bytes, blocks }) => ({
        run,
        log: logs.get(run),
        line: BigInt(line),
        count: BigInt(count),
        records: BigInt(records),
        bytes: optional(BigInt, bytes),
        blocks: optional(BigInt, blocks),
      })),
    ),
  };
}

type FrameOnDisk = Omit<Frame, 'file'> & { readonly file?: string; readonly has_source?: boolean };

/** Frames are shared by many stacks: each is made once. */
function framesToDisk(): (frames: readonly Frame[]) => FrameOnDisk[] {
  const made = new Map<Frame, FrameOnDisk>();
  const toDisk = (frame: Frame): FrameOnDisk => {
    const old = made.get(frame);
    if (old) return old;
    const { fun, demangled, obj, file, line, dir, inlined } = frame;
    const disk: FrameOnDisk = {
      fun: optional(textOf, fun),
      demangled: optional(textOf, demangled),
      obj: optional(textOf, obj),
      has_source: file === undefined ? undefined : file !== null,
      file: optional(textOf, file ?? undefined),
      line,
      dir: optional(textOf, dir),
      inlined,
    };
    made.set(frame, disk);
    return disk;
  };
  return (frames) => frames.map(toDisk);
}

function versionsOf(runs: readonly Run[]): string[] {
  const versions = runs.flatMap(({ processes }) => processes.flatMap(({ valgrind }) => valgrind ?? []));
  return [...new Set(versions)].sort().map(textOf);
}

function chosen(times: readonly number[], of: (a: number, b: number) => number): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => of(a, b));
}

const sum = (number: number): bigint => BigInt(Math.min(number, largestSum));

function optional<A, B>(of: (value: A) => B, value: A | undefined): B | undefined {
  return value === undefined ? undefined : of(value);
}
