import type { Frame } from '../finding/finding.js';
import { expect } from './unreadable.js';

/** The leaves of the frames of a group; one that tells nothing of any frame is absent. */
export type FrameColumns = Readonly<
  Record<
    'fun' | 'demangled' | 'obj' | 'has_source' | 'file' | 'line' | 'dir' | 'inlined',
    readonly unknown[] | undefined
  >
>;

/** Frames of one place that are compared with a new one; whoever has more of them gets some frames twice. */
const mostCompared = 16;

/**
 * Builds stacks from columns: that of a row, or one of several in a row. Equal frames are one object, since most
 * stacks of a program share their ends.
 */
export function createFrames(): (columns: FrameColumns, row: number, among?: number) => Frame[] {
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
      if (!frame) alike.push((frame = told({ fun, demangled, obj, file, line, dir, inlined })));
      frames[at] = frame;
    }
    return frames;
  };
}

/** The library has made strings and numbers of the values, as the schema says. */
function told(values: Record<keyof Frame, unknown>): Frame {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Frame;
}
