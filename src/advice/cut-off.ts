import type { Finding } from '../finding/finding.js';
import { roleOf } from '../finding/roles.js';
import type { Process } from '../log/sink.js';
import { processesOf } from './processes.js';

/** What Valgrind records unless told otherwise. */
const usual = 12;

/** Findings whose stacks `--num-callers` cut off before any start-up code, so that who called is not known. */
export interface CutOff {
  readonly findings: readonly Finding[];
  /** After how many frames, ascending. */
  readonly depths: readonly number[];
  /** A depth at which they would be whole, as far as one can tell. */
  readonly wanted: number;
}

/** Which findings have a stack that `--num-callers` cut off, and how deep they should be recorded. */
export function cutOff(findings: readonly Finding[], processes: readonly Process[]): CutOff {
  const longest = findings.reduce((most, { frames }) => Math.max(most, physical(frames)), 0);
  const cut = findings.filter((finding) => {
    const last = finding.frames.at(-1);
    if (last === undefined || ['start-up', 'system'].includes(roleOf(last))) return false;
    const depth = physical(finding.frames);
    // Where options are not told, stacks that all end at the usual depth are likely cut there.
    return processesOf([finding], processes).some(({ numCallers }) =>
      numCallers === undefined ? depth === usual && longest === usual : depth >= numCallers,
    );
  });
  const depths = [...new Set(cut.map(({ frames }) => physical(frames)))].sort((a, b) => a - b);
  return { findings: cut, depths, wanted: Math.max(40, Math.min(500, (depths.at(-1) ?? 0) * 3)) };
}

/** Inlined calls do not count. */
function physical(frames: Finding['frames']): number {
  return frames.filter((frame) => !frame.inlined).length;
}
