import type { Finding } from '../../finding/finding.js';
import { roleOf } from '../../finding/roles.js';
import { count, stackLines } from '../evidence.js';
import { processesOf } from '../processes.js';
import type { Circumstances } from '../advice.js';
import type { DescribedLogRule } from '../rule.js';

/** What Valgrind records unless told otherwise. */
const usual = 12;
const share = 0.05;

export const cutStacks: DescribedLogRule = {
  id: 'cut-stacks',
  action: 'log',
  when: 'a twentieth of the stacks end at `--num-callers`, before any start-up code',
  what: 'Record with a larger `--num-callers`',
  advise(circumstances) {
    const { findings } = circumstances;
    const longest = findings.reduce((most, { frames }) => Math.max(most, physical(frames)), 0);
    const cut = findings.filter((finding) => isCut(finding, longest, circumstances));
    if (cut.length < 2 || cut.length < findings.length * share) return undefined;
    const limits = [...new Set(cut.map(({ frames }) => physical(frames)))].sort((a, b) => a - b);
    return {
      text: `Record with --num-callers=${Math.max(40, Math.min(500, limits.at(-1)! * 3))}.`,
      why: 'Stacks that are cut do not tell who called, so that own code on them may not be seen, and one cause may look like several.',
      evidence: [
        `${cut.length} of ${count(findings.length, 'stack')} cut after ${limits.slice(0, 3).join(', ')} frames`,
        ...stackLines(cut, 1),
      ],
      example: '--num-callers=40',
    };
  },
};

/** Inlined calls do not count. */
function physical(frames: Finding['frames']): number {
  return frames.filter((frame) => !frame.inlined).length;
}

function isCut(finding: Finding, longest: number, circumstances: Circumstances): boolean {
  const last = finding.frames.at(-1);
  if (last === undefined || ['start-up', 'system'].includes(roleOf(last))) return false;
  const depth = physical(finding.frames);
  const limits = processesOf([finding], circumstances).map(({ numCallers }) => numCallers);
  // Where options are not told, stacks that all end at the usual depth are likely cut there.
  return limits.some((limit) =>
    limit === undefined ? depth === usual && longest === usual : depth >= limit,
  );
}
