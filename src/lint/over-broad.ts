import { quote } from '../suppression/explain.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { isAny, isLoader, isSystem, saysWhose, servesOthers } from './whose-code.js';

/**
 * What an entry hides whose lines do not say whose code it is about, in words that go on from "hides"; undefined for all
 * other entries.
 *
 * Where an error happens says a lot: one in the loader is the loader's own, and so is the memory that it asks for. What is
 * somewhere below `main`, an event loop or the loader's call of constructors can be anything.
 */
export function whatItHides({ kind, leakKinds, frames }: Suppression): string | undefined {
  if (frames.some((line) => saysWhose(line, kind))) return undefined;
  const gap = frames.findIndex(({ type }) => type === '...');
  const head = gap < 0 ? frames : frames.slice(0, gap);
  if (isOwnBusiness(head, kind)) return undefined;
  return `${whatOf(kind, leakKinds)}, ${whereOf(frames, kind)}`;
}

/**
 * Does the error happen in code of the loader or in `main` itself, or is the memory what such code asked for?
 * @param head the lines up to the first gap
 */
function isOwnBusiness(head: readonly FramePattern[], kind: string): boolean {
  // Any function that the loader or `main` calls is somebody else's.
  const any = head.findIndex(isAny);
  return head.slice(0, any < 0 ? head.length : any).some(
    (line) =>
      (line.type === 'fun' && !servesOthers(line, kind)) ||
      // The parts of the C library have races of their own, to Helgrind and DRD.
      (line.type === 'obj' &&
        !servesOthers(line, kind) &&
        (isLoader(line.pattern) || (isSystem(line.pattern) && !kind.startsWith('Memcheck:')))),
  );
}

function whatOf(kind: string, leakKinds: Suppression['leakKinds']): string {
  if (kind !== 'Memcheck:Leak') return `every error of the kind ${kind}`;
  if (leakKinds === undefined || leakKinds.length === 4) return 'every leak';
  const words = leakKinds.map((each) => (each === 'reachable' ? 'still reachable' : each));
  return `every ${words.join(' or ')} leak`;
}

function whereOf(frames: readonly FramePattern[], kind: string): string {
  const first = frames.find((line) => !isAny(line) && line.type !== '...' && !servesOthers(line, kind));
  if (first?.type === 'obj' && !isLoader(first.pattern))
    return isSystem(first.pattern)
      ? 'whoever calls the C library'
      : `in whatever ${quote(formatLocation(first))} fits`;
  if (first) return `whatever it is that ${quote(formatLocation(first))} runs`;
  const servant = frames.findLast((line) => line.type === 'fun' && !isAny(line));
  return servant ? `whoever calls ${quote(formatLocation(servant))}` : 'in any program';
}
