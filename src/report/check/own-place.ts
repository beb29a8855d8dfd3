import type { Finding, Frame } from '../../finding/finding.js';
import { ownerOf } from '../../group/owner.js';
import { ownReason, type OwnCode } from '../../minimize/own.js';

/** The name of the project's file that a frame is in; undefined for a source that the project does not have. */
export type SourceOf = (frame: Frame) => string | undefined;

/** What of the code is the project's own. */
export interface Project {
  readonly own: OwnCode;
  readonly sourceOf: SourceOf;
}

/**
 * Where people look for a finding: the line of the innermost frame of own code that the project has the source of. A wrapper
 * of an allocator only where nothing else is there, for it says nothing of who asked.
 */
export function ownPlace(
  { frames }: Finding,
  { own, sourceOf }: Project,
): { readonly file: string; readonly line: number } | undefined {
  const places = frames
    .filter((frame) => frame.line && ownReason(frame, own) !== undefined)
    .flatMap((frame) => {
      const file = sourceOf(frame);
      return file === undefined ? [] : { file, line: frame.line!, owner: ownerOf(frame, own) };
    });
  const { file, line } = places.find(({ owner }) => owner === 'own') ?? places[0] ?? {};
  return file === undefined ? undefined : { file, line: line! };
}
