import type { AuxiliaryStack, Finding, Frame } from '../finding/finding.js';

/** The stacks of the other accesses, as far as the tool tells them: drd tells only when they were. */
export function otherAccesses({ auxiliary }: Finding): readonly AuxiliaryStack[] {
  return auxiliary.filter(
    ({ caption, frames }) => frames.length > 0 && /^\s*This conflicts with a previous/.test(caption),
  );
}

/** Words of a name: `rfifolock_unlock`, `SpinLock::tryLock`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .replace(/\(.*/s, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

export function isThreadLibrarys(frame: Frame): boolean {
  const name = frame.fun ?? frame.demangled ?? '';
  return (
    /^(?:__)?(?:pthread_|sem_|lll_|mtx_|cnd_)|^__lll_/.test(name) || /\/vgpreload_/.test(frame.obj ?? '')
  );
}
