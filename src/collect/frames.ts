import type { Frame } from '../finding/finding.js';
import { expect } from './unreadable.js';

/** The leaves of the frames of a group; one that tells nothing of any frame is absent. */
export type FrameColumns = Readonly<
  Record<
    'fun' | 'demangled' | 'obj' | 'has_source' | 'file' | 'line' | 'dir' | 'inlined',
    readonly unknown[] | undefined
  >
>;

/** Frames of one place that are compared before the table of all is asked. */
const mostCompared = 16;

/** Builds stacks from the columns of a group of rows: that of a row, or one of several in a row. */
export type BuildFrames = (columns: FrameColumns, row: number, among?: number) => Frame[];

/**
 * Gives for each group of rows what builds its stacks. Equal frames are one object, since most stacks of a program share
 * their ends. Within a group equal strings are mostly one as well, which makes comparing them quick, so a group first looks
 * among its own.
 */
export function createFrames(): () => BuildFrames {
  const all = new Map<string, Frame>();
  return () => buildFrames(all);
}

function buildFrames(all: Map<string, Frame>): BuildFrames {
  const known = new Map<unknown, Map<unknown, Frame[]>>();

  return (columns, row, among) => {
    const pick = (column: readonly unknown[] | undefined): readonly unknown[] | undefined => {
      if (column === undefined) return undefined;
      const stack = among === undefined ? column[row] : (column[row] as unknown[] | undefined)?.[among];
      expect(Array.isArray(stack));
      return stack as unknown[];
    };
    const funs = pick(columns.fun) ?? [];
    const [demangleds, objs, sources] = [
      pick(columns.demangled),
      pick(columns.obj),
      pick(columns.has_source),
    ];
    const [files, lines, dirs] = [pick(columns.file), pick(columns.line), pick(columns.dir)];
    const inlineds = pick(columns.inlined);
    for (const column of [demangleds, objs, sources, files, lines, dirs, inlineds])
      expect(column === undefined || column.length === funs.length);

    const frames = new Array<Frame>(funs.length);
    for (let at = 0; at < funs.length; at++) {
      const fun = funs[at] ?? undefined;
      const obj = objs?.[at] ?? undefined;
      const file = files?.[at] ?? (sources?.[at] === false ? null : undefined);
      const line = lines?.[at] ?? undefined;
      const demangled = demangleds?.[at] ?? undefined;
      const dir = dirs?.[at] ?? undefined;
      const inlined = inlineds?.[at] === true ? true : undefined;

      const ofFunction = known.get(fun) ?? new Map<unknown, Frame[]>();
      if (ofFunction.size === 0) known.set(fun, ofFunction);
      const place = file ?? obj;
      const alike = ofFunction.get(place) ?? [];
      if (alike.length === 0) ofFunction.set(place, alike);
      let frame: Frame | undefined;
      for (let of = Math.max(0, alike.length - mostCompared); of < alike.length && !frame; of++) {
        const old = alike[of]!;
        if (
          old.obj === obj &&
          old.file === file &&
          old.line === line &&
          old.demangled === demangled &&
          old.dir === dir &&
          old.inlined === inlined
        )
          frame = old;
      }
      if (!frame) {
        const key = JSON.stringify([fun, demangled, obj, file ?? file === null, line, dir, inlined]);
        frame = all.get(key) ?? told({ fun, demangled, obj, file, line, dir, inlined });
        all.set(key, frame);
        alike.push(frame);
      }
      frames[at] = frame;
    }
    return frames;
  };
}

/** The library has made strings and numbers of the values, as the schema says. */
function told(values: Record<keyof Frame, unknown>): Frame {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Frame;
}
