import type { SchemaElement } from 'hyparquet';

/**
 * The version of the file format; docs/corpus.md describes it. A change that older programs would misread gets a new
 * number, and they refuse it.
 */
export const schemaVersion = 1;

/** Keys of the file's own metadata. */
export const keys = {
  version: 'chaff.schema',
  runs: 'chaff.runs',
  suppressed: 'chaff.suppressed',
  checksum: 'chaff.checksum',
} as const;

type Repetition = 'REQUIRED' | 'OPTIONAL';
type Column = readonly SchemaElement[];

const text = (name: string, repetition_type: Repetition = 'OPTIONAL'): Column => [
  { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' }, repetition_type },
];
const long = (name: string, repetition_type: Repetition = 'OPTIONAL'): Column => [
  { name, type: 'INT64', repetition_type },
];
const time = (name: string): Column => [
  {
    name,
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
    repetition_type: 'OPTIONAL',
  },
];
const truth = (name: string, repetition_type: Repetition = 'OPTIONAL'): Column => [
  { name, type: 'BOOLEAN', repetition_type },
];
const struct = (name: string, ...fields: Column[]): Column => [
  { name, repetition_type: 'REQUIRED', num_children: fields.length },
  ...fields.flat(),
];
/** In the three levels that the format prescribes; a list is never null. */
const list = (name: string, element: Column): Column => [
  {
    name,
    repetition_type: 'REQUIRED',
    num_children: 1,
    converted_type: 'LIST',
    logical_type: { type: 'LIST' },
  },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
];
const frames = (name: string): Column =>
  list(
    name,
    struct(
      'element',
      text('fun'),
      text('demangled'),
      text('obj'),
      truth('has_source'),
      text('file'),
      [{ name: 'line', type: 'INT32', repetition_type: 'OPTIONAL' }],
      text('dir'),
      truth('inlined'),
    ),
  );

/** By name of the column, in the order of the file. */
const columns = {
  id: text('id', 'REQUIRED'),
  tool: text('tool', 'REQUIRED'),
  kind: text('kind', 'REQUIRED'),
  extra: text('extra'),
  leak_kind: text('leak_kind'),
  what: text('what', 'REQUIRED'),
  command: text('command'),
  pid: long('pid'),
  thread: text('thread'),
  count: long('count', 'REQUIRED'),
  records: long('records', 'REQUIRED'),
  bytes: long('bytes'),
  blocks: long('blocks'),
  first_seen: time('first_seen'),
  last_seen: time('last_seen'),
  valgrind: list('valgrind', text('element', 'REQUIRED')),
  functions: list('functions', text('element')),
  frames: frames('frames'),
  variants: list('variants', frames('element')),
  auxiliary: list('auxiliary', struct('element', text('caption', 'REQUIRED'), frames('frames'))),
  origins: list(
    'origins',
    struct('element', text('run', 'REQUIRED'), text('caption', 'REQUIRED'), frames('frames')),
  ),
  hides_below_main: truth('hides_below_main', 'REQUIRED'),
  first_run: text('first_run', 'REQUIRED'),
  runs: list(
    'runs',
    struct(
      'element',
      text('run', 'REQUIRED'),
      text('log', 'REQUIRED'),
      long('line', 'REQUIRED'),
      long('count', 'REQUIRED'),
      long('records', 'REQUIRED'),
      long('bytes'),
      long('blocks'),
    ),
  ),
} as const;

export type ColumnName = keyof typeof columns;
export const columnNames = Object.keys(columns) as ColumnName[];

/** What the others tell as well, so that queries are short; not read back. */
export const derived: readonly ColumnName[] = [
  'count',
  'records',
  'bytes',
  'blocks',
  'first_seen',
  'last_seen',
  'valgrind',
  'functions',
];

export const schema: SchemaElement[] = [
  { name: 'findings', num_children: columnNames.length },
  ...Object.values(columns).flat(),
];

/** A group of rows is what a reader holds at once: so many rows, and so many frames and runs of them. */
export const mostRows = 20_000;
export const mostWeight = 1 << 18;

/** A column that holds values. */
export interface Leaf {
  readonly path: string;
  readonly type: string;
  /** How many of the levels on its way may be absent, and how many repeat. */
  readonly maxDefinition: number;
  readonly maxRepetition: number;
}

/** In the order of the file. */
export const leaves: readonly Leaf[] = leavesFrom([...schema], [], 0, 0);

function leavesFrom(rest: SchemaElement[], above: string[], definition: number, repetition: number): Leaf[] {
  const { name, type, num_children = 0, repetition_type } = rest.shift()!;
  const isRoot = repetition_type === undefined;
  const path = isRoot ? [] : [...above, name];
  const maxRepetition = repetition + (repetition_type === 'REPEATED' ? 1 : 0);
  const maxDefinition = definition + (isRoot || repetition_type === 'REQUIRED' ? 0 : 1);
  if (type !== undefined) return [{ path: path.join('.'), type, maxDefinition, maxRepetition }];
  return Array.from({ length: num_children }, () =>
    leavesFrom(rest, path, maxDefinition, maxRepetition),
  ).flat();
}
