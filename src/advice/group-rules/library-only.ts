import { baseName } from '../../finding/base-name.js';
import type { Finding, Frame } from '../../finding/finding.js';
import { roleOf } from '../../finding/roles.js';
import { isNamed, isOwn, isSystem } from '../../group/frames.js';
import { ownReason, type OwnCode } from '../../minimize/own.js';
import { count, mostSeen, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** Leaks on whose stacks nothing but shared libraries stands, from the allocation to where the thread or the program starts. */
export const libraryOnly: DescribedGroupRule = {
  id: 'library-only',
  action: 'suppress',
  when: 'only libraries stand between the allocation and start-up code, on every stack and in full',
  what: 'Suppress it, or report it to the makers of the library',
  advise({ findings, bytes, blocks }, { own }) {
    if (!findings.every((finding) => isLibrarys(finding, own))) return undefined;
    const objects = findings.flatMap(({ frames }) => frames.flatMap(libraryOf));
    const seen = mostSeen(objects, 3).map(([name]) => name);
    return {
      text: `Suppress it, or report it to the makers of ${seen[0] ?? 'the library'}.`,
      why: 'Between the allocation and the start of the thread or of the program only libraries are on the stacks, so it is likely not for own code to free it.',
      evidence: [
        `${count(bytes ?? 0, 'byte')} in ${count(blocks ?? 0, 'block')}`,
        ...(seen.length > 0 ? [`libraries: ${seen.join(', ')}`] : []),
        ...stackLines(findings, 3),
      ],
    };
  },
};

function libraryOf({ obj }: Frame): string[] {
  return obj !== undefined && obj !== '???' && isLibrary(obj) ? [baseName(obj)] : [];
}

function isLibrary(path: string): boolean {
  return /\.so(?:\.|$)/.test(baseName(path)) && !baseName(path).startsWith('vgpreload_');
}

function isLibrarys({ kind, leakKind, frames }: Finding, own: OwnCode): boolean {
  if (kind !== 'Memcheck:Leak' || leakKind === undefined) return false;
  let libraries = 0;
  for (const frame of frames) {
    if (isOwn(frame, own) || ownReason(frame, own) !== undefined) return false;
    if (isNamed(frame) && roleOf(frame) === 'allocator') continue;
    if (isStart(frame)) return libraries > 0;
    // A program that nobody called own is no library either, and what the log does not tell may be anything.
    if (frame.obj === undefined || frame.obj === '???' || !isLibrary(frame.obj)) return false;
    if (!isSystem(frame)) libraries++;
  }
  // No start-up code: the stack was cut, and own code may be beyond.
  return false;
}

/** Where a thread starts, or the loader runs constructors: `main` is a program's. */
function isStart(frame: Frame): boolean {
  return isSystem(frame) && isNamed(frame) && roleOf(frame) === 'start-up' && frame.fun !== 'main';
}
