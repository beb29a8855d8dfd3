import type { Finding, Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import { formatLocation } from '../suppression/location.js';
import { isLibrary, isProgram } from './doors.js';
import { ownReason, type OwnCode } from './own.js';
import { reachIn } from './reach.js';

/**
 * Prepares the question whether own code could stand within a gap of an entry: libraries call code of others back,
 * and `...` does not ask whose the frames are that it skips. The entry `... fun:g_main_context_dispatch
 * fun:main_loop_wait` would hide whatever own code, called from there, does wrong.
 *
 * The answer is yes when the lines behind the gap match frames outside of a place where some stack of the findings
 * shows a library calling code of a program, or a function without a symbol of another library (nothing but a pointer
 * leads to it), frames outside of any own code, or the root of a program or thread.
 *
 * @param programs whether the code of any program counts as own code: what a program does wrong may be next to what
 * it does on purpose
 */
export function callbackReach(
  findings: readonly Finding[],
  own: OwnCode,
  numCallers: number,
  programs = false,
): (lines: readonly FramePattern[]) => boolean {
  const contexts = new Map<string, Finding>();
  for (const finding of findings)
    for (let caller = 1; caller < finding.frames.length; caller++) {
      if (!callsOwnCode(finding.frames[caller - 1]!, finding.frames[caller]!, own, programs)) continue;
      const frames = finding.frames.slice(caller);
      const key = frames
        .map(({ fun, demangled, obj }) => `${fun ?? ''}\t${demangled ?? ''}\t${obj ?? ''}`)
        .join('\n');
      if (!contexts.has(key)) contexts.set(key, { ...finding, frames, variants: [], hidesBelowMain: false });
    }
  const reach = reachIn([...contexts.values()], numCallers);
  const known = new Map<string, boolean>();
  const matchesContext = (lines: readonly FramePattern[]): boolean => {
    const key = lines.map(formatLocation).join('\n');
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = reach(lines).maybe.length > 0;
    known.set(key, answer);
    return answer;
  };
  return (lines) =>
    lines.some((line, at) => line.type === '...' && at + 1 < lines.length && matchesContext(lines.slice(at)));
}

/** What calls the first function of a program or of a thread. */
const roots = /^(?:main|\(below main\)|__libc_start_.*|start_thread|clone3?)$/;

function callsOwnCode(called: Frame, caller: Frame, own: OwnCode, programs: boolean): boolean {
  if (ownReason(caller, own) !== undefined || (programs && isProgram(caller))) return true;
  if (roots.test(caller.fun ?? '') && !roots.test(called.fun ?? '')) return true;
  if (!isLibrary(caller) || called.obj === caller.obj) return false;
  return isProgram(called) || (isLibrary(called) && called.fun === '???');
}
