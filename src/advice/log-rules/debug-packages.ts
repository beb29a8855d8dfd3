import { baseName } from '../../finding/base-name.js';
import type { Frame } from '../../finding/finding.js';
import { isNamed, isSystem } from '../../group/frames.js';
import { count, mostSeen, shortened } from '../evidence.js';
import type { DescribedLogRule } from '../rule.js';

/** Shares of all frames from which on it is worth it, and how many frames say something at all. */
const namelessShare = 0.1;
const linelessShare = 0.5;
const fewestFrames = 20;

export const debugPackages: DescribedLogRule = {
  id: 'debug-packages',
  action: 'log',
  when: `a tenth of the frames in libraries and programs have no name (\`???\`), or half of them no line of source (\`in lib…\`)`,
  what: 'Install the debug packages of the libraries that are seen most',
  advise({ findings }) {
    let frames = 0;
    const nameless: string[] = [];
    const lineless: string[] = [];
    for (const finding of findings)
      for (const frame of finding.frames) {
        if (isValgrinds(frame)) continue;
        frames++;
        const object = objectOf(frame);
        if (object === undefined) continue;
        if (!isNamed(frame)) nameless.push(object);
        if (frame.file === null) lineless.push(object);
      }
    if (frames < fewestFrames) return undefined;
    const manyNameless = nameless.length >= frames * namelessShare;
    if (!manyNameless && lineless.length < frames * linelessShare) return undefined;
    const seen = mostSeen(manyNameless ? nameless : lineless, 5);
    const names = seen.map(([name]) => shortened(baseName(name), 60));
    return {
      text: `Install debug information (packages with -dbgsym, -dbg or -debuginfo in their names, or a debuginfod server) for ${names.join(', ')}, build with -g what is your own, and record again.`,
      why: manyNameless
        ? 'Frames without a name cannot tell one cause from another, and suppressions for them are broad or break with the next build.'
        : 'Frames without a line of source are harder to read, and inlined functions are missing from them.',
      evidence: [
        `${percent(nameless.length, frames)} of ${count(frames, 'frame')} without a name, ${percent(lineless.length, frames)} without a line`,
        ...seen.map(([name, times]) => `${shortened(name, 120)}: ${count(times, 'frame')}`),
      ],
    };
  },
};

function objectOf({ obj }: Frame): string | undefined {
  return obj === undefined || obj === '???' ? undefined : obj;
}

/** Valgrind's own wrappers have no names on purpose, and the C library's are known anyway. */
function isValgrinds(frame: Frame): boolean {
  return frame.obj?.includes('/vgpreload_') === true || (isNamed(frame) && isSystem(frame));
}

function percent(part: number, all: number): string {
  return `${Math.round((part * 100) / all)}%`;
}
