import type { Highs } from 'highs';
import { heapOf } from './heap.js';
import { loadSolver } from './solver.js';

/** One candidate of a set cover. */
export interface Column {
  /** Rows it covers, ascending, without repeats. */
  readonly rows: readonly number[];
  /** What decides between covers with equally many columns: smaller is better; a non-negative integer. */
  readonly cost: number;
}

export interface CoverLimits {
  /** Search nodes that the solver may open for each independent part. Counting nodes keeps results repeatable. */
  readonly nodes: number;
  /** Seconds for the whole search; gives up repeatability. */
  readonly seconds?: number;
}

export interface Cover {
  /** Chosen columns, ascending. */
  readonly chosen: readonly number[];
  /** Proven lower bound on the number of columns of any cover. */
  readonly bound: number;
}

/**
 * Smallest set of columns that covers every row, and among these one with the smallest sum of costs.
 *
 * Exact unless a limit strikes; `bound` tells how far it can be off (`chosen.length === bound` is a proof). Among
 * equally good covers the answer is determined by the order of the columns, so give them in a stable order.
 * Every row must be in some column.
 */
export async function cover(
  rowCount: number,
  columns: readonly Column[],
  limits: CoverLimits,
): Promise<Cover> {
  const { kept, rows } = reduce(rowCount, columns);
  const chosen: number[] = [];
  let bound = 0;
  const parts = independentParts(kept, rows);
  const started = Date.now();
  let highs: Highs | undefined;
  for (const part of parts) {
    if (part.columns.length === 1) {
      chosen.push(part.columns[0]!.index);
      bound += 1;
      continue;
    }
    highs ??= await loadSolver();
    const seconds =
      limits.seconds === undefined
        ? undefined
        : Math.max(0.1, limits.seconds - (Date.now() - started) / 1000);
    const solved = solvePart(highs, part, { nodes: limits.nodes, seconds });
    for (const column of solved.chosen) chosen.push(column);
    bound += solved.bound;
  }
  return { chosen: chosen.sort((a, b) => a - b), bound };
}

interface KeptColumn {
  readonly index: number;
  readonly rows: readonly number[];
  readonly cost: number;
}

interface Part {
  readonly rows: readonly number[];
  readonly columns: readonly KeptColumn[];
}

/**
 * Takes out what cannot matter: a column whose rows another, not dearer one has as well, and a row that is
 * covered whenever some other row is. Both keep an optimal cover, in the number of columns and in cost.
 */
function reduce(rowCount: number, columns: readonly Column[]): { kept: KeptColumn[]; rows: number[] } {
  let kept: KeptColumn[] = columns.map((column, index) => ({ index, rows: column.rows, cost: column.cost }));
  let rows = Array.from({ length: rowCount }, (_, row) => row);
  for (;;) {
    const before = kept.length + rows.length;
    kept = withoutDominatedColumns(kept, rowCount);
    rows = withoutImpliedRows(rows, kept, rowCount);
    const live = new Set(rows);
    kept = kept
      .map((column) => ({ ...column, rows: column.rows.filter((row) => live.has(row)) }))
      .filter((column) => column.rows.length > 0);
    if (kept.length + rows.length === before) return { kept, rows };
  }
}

function columnsOfRows(columns: readonly KeptColumn[], rowCount: number): number[][] {
  const of = Array.from({ length: rowCount }, (): number[] => []);
  columns.forEach((column, position) => {
    for (const row of column.rows) of[row]!.push(position);
  });
  return of;
}

function withoutDominatedColumns(columns: readonly KeptColumn[], rowCount: number): KeptColumn[] {
  // Large ones first: a column can only be dominated by one that is at least as large.
  const bySize = [...columns].sort(
    (a, b) => b.rows.length - a.rows.length || a.cost - b.cost || a.index - b.index,
  );
  const holders = Array.from({ length: rowCount }, (): KeptColumn[] => []);
  const kept: KeptColumn[] = [];
  for (const column of bySize) {
    let rarest = column.rows[0]!;
    for (const row of column.rows) if (holders[row]!.length < holders[rarest]!.length) rarest = row;
    const dominated = holders[rarest]!.some(
      (other) => other.cost <= column.cost && includesAll(other.rows, column.rows),
    );
    if (dominated) continue;
    kept.push(column);
    for (const row of column.rows) holders[row]!.push(column);
  }
  return kept.sort((a, b) => a.index - b.index);
}

function withoutImpliedRows(
  rows: readonly number[],
  columns: readonly KeptColumn[],
  rowCount: number,
): number[] {
  const of = columnsOfRows(columns, rowCount);
  const bySize = [...rows].sort((a, b) => of[a]!.length - of[b]!.length || a - b);
  const holders = columns.map((): number[] => []);
  const kept: number[] = [];
  for (const row of bySize) {
    // A kept row whose columns are all columns of this one makes this one follow; any such row shares a column.
    const implied = of[row]!.some((position) =>
      holders[position]!.some(
        (other) => of[other]!.length <= of[row]!.length && includesAll(of[row]!, of[other]!),
      ),
    );
    if (implied) continue;
    kept.push(row);
    // One column is enough to be found by: every row that this one implies has all of its columns.
    holders[of[row]![0]!]!.push(row);
  }
  return kept.sort((a, b) => a - b);
}

/** Both ascending: does `all` contain every element of `some`? */
function includesAll(all: readonly number[], some: readonly number[]): boolean {
  if (some.length > all.length) return false;
  let position = 0;
  for (const element of some) {
    // Steps that double, then halves: in a list that is much longer most elements are not looked at.
    let step = 1;
    while (position + step < all.length && all[position + step]! < element) step *= 2;
    let high = Math.min(position + step, all.length);
    let low = position;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle]! < element) low = middle + 1;
      else high = middle;
    }
    if (all[low] !== element) return false;
    position = low + 1;
  }
  return true;
}

function independentParts(columns: readonly KeptColumn[], rows: readonly number[]): Part[] {
  const parent = new Map<number, number>(rows.map((row) => [row, row]));
  const find = (row: number): number => {
    let root = row;
    for (let above = parent.get(root)!; above !== root; above = parent.get(root)!) root = above;
    parent.set(row, root);
    return root;
  };
  for (const column of columns) for (const row of column.rows) parent.set(find(row), find(column.rows[0]!));
  const parts = new Map<number, { rows: number[]; columns: KeptColumn[] }>();
  for (const row of rows) {
    const root = find(row);
    if (!parts.has(root)) parts.set(root, { rows: [], columns: [] });
    parts.get(root)!.rows.push(row);
  }
  for (const column of columns) parts.get(find(column.rows[0]!))!.columns.push(column);
  return [...parts.values()];
}

/** Two exact searches: the fewest columns, then the smallest cost among covers with that many. */
function solvePart(highs: Highs, part: Part, limits: CoverLimits): Cover {
  const greedy = greedyCover(part);
  const fewest = search(
    highs,
    part,
    part.columns.map(() => 1),
    undefined,
    greedy,
    limits,
  );
  const bound = Math.min(fewest.columns.length, Math.ceil(fewest.bound - 1e-6));
  const cheapest = search(
    highs,
    part,
    part.columns.map((column) => column.cost),
    fewest.columns.length,
    fewest.columns,
    limits,
  );
  return { chosen: cheapest.columns.map((position) => part.columns[position]!.index), bound };
}

/** Takes the column with the most open rows, again and again; of several the cheapest, and of these the first. */
function greedyCover({ rows, columns }: Part): number[] {
  const open = new Set(rows);
  const gains = Int32Array.from(columns, (column) => column.rows.length);
  const isBetter = (a: number, b: number) =>
    gains[a]! - gains[b]! || columns[b]!.cost - columns[a]!.cost || b - a;
  // What a column gains grows less only: when its last figure is the best and still true, no other gains more.
  const heap = heapOf([...columns.keys()], (a, b) => isBetter(a, b) > 0);
  const chosen: number[] = [];
  while (open.size > 0) {
    const best = heap.first();
    const gain = columns[best]!.rows.reduce((count, row) => count + (open.has(row) ? 1 : 0), 0);
    if (gain < gains[best]!) {
      gains[best] = gain;
      heap.sinkFirst();
      continue;
    }
    chosen.push(best);
    for (const row of columns[best]!.rows) open.delete(row);
  }
  return chosen.sort((a, b) => a - b);
}

/** One run of the solver: positions of the chosen columns, and the proven lower bound on the objective. */
function search(
  highs: Highs,
  part: Part,
  costs: readonly number[],
  atMost: number | undefined,
  start: readonly number[],
  limits: CoverLimits,
): { columns: number[]; bound: number } {
  const rowOf = new Map(part.rows.map((row, position) => [row, position]));
  const starts = [0];
  const indices: number[] = [];
  for (const column of part.columns) {
    for (const row of column.rows) indices.push(rowOf.get(row)!);
    if (atMost !== undefined) indices.push(part.rows.length);
    starts.push(indices.length);
  }
  const numCols = part.columns.length;
  const numRows = part.rows.length + (atMost === undefined ? 0 : 1);
  const rowUpper = new Float64Array(numRows).fill(highs.infinity);
  const rowLower = new Float64Array(numRows).fill(1);
  if (atMost !== undefined) [rowLower[numRows - 1], rowUpper[numRows - 1]] = [0, atMost];
  const model = highs.createModel({
    numCols,
    numRows,
    colCost: Float64Array.from(costs),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower,
    rowUpper,
    integrality: new Int32Array(numCols).fill(highs.constants.variableType.integer),
    matrix: {
      format: 'csc',
      numRows,
      numCols,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: new Float64Array(indices.length).fill(1),
    },
  });
  try {
    model.options.set({
      output_flag: false,
      // Objectives are whole numbers, so a gap below one is none.
      mip_abs_gap: 0.99,
      mip_rel_gap: 0,
      mip_max_nodes: limits.nodes,
      ...(limits.seconds === undefined ? {} : { time_limit: limits.seconds }),
    });
    const begin = new Float64Array(numCols);
    for (const position of start) begin[position] = 1;
    model.setSolution({ colValue: begin });
    model.run();
    const found = [...model.getSolution().colValue].flatMap((value, position) =>
      value > 0.5 ? [position] : [],
    );
    const better = isCover(part, found) && sum(costs, found) <= sum(costs, start) ? found : [...start];
    return { columns: better, bound: Number(model.info.get('mip_dual_bound')) };
  } finally {
    model.dispose();
  }
}

function isCover(part: Part, chosen: readonly number[]): boolean {
  const open = new Set(part.rows);
  for (const position of chosen) for (const row of part.columns[position]!.rows) open.delete(row);
  return open.size === 0;
}

function sum(costs: readonly number[], positions: readonly number[]): number {
  return positions.reduce((total, position) => total + costs[position]!, 0);
}
