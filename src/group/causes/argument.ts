import type { Finding, Frame } from '../../finding/finding.js';
import type { FoundCause } from '../cause.js';
import { isNamed, isSystem, shownName } from '../frames.js';

/** Arguments of system calls, by the argument and the function that makes the call. */
export function argumentCause({ kind, extra, frames }: Finding): FoundCause | undefined {
  if (kind !== 'Memcheck:Param' || extra === undefined) return undefined;
  const frame = callerOf(extra, frames);
  return {
    key: `${extra}\n${frame ? shownName(frame) : ''}`,
    cause: { type: 'argument', extra, frame },
  };
}

/** The innermost frame that is no wrapper of the call, neither in libc nor in the program (`kvm_vm_ioctl`, `qemu_write_full`). */
function callerOf(extra: string, frames: readonly Frame[]): Frame | undefined {
  const call = extra.slice(0, 100).replace(/[^A-Za-z0-9_][^]*$/, '');
  const named = frames.filter((frame) => isNamed(frame) && !isSystem(frame));
  return (
    named.find((frame) => !wraps(shownName(frame), call)) ?? named[0] ?? frames.find(isNamed) ?? frames[0]
  );
}

function wraps(name: string, call: string): boolean {
  const parts = name.slice(0, 200).split('_');
  while (parts.length > 1 && /^(?:full|all|exact|wrapper|intr|retry|nointr)$/.test(parts.at(-1)!))
    parts.pop();
  const last = parts.at(-1)!.toLowerCase();
  return last === call || last === `${call}v` || `p${last}` === call || last === `p${call}`;
}
