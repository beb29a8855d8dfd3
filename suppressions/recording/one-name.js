import { globMatches } from '../../dist/match/glob.js';

/** The programs that a pack is about under one name, wherever they lie, so that what is planted in one speaks for all; see widen.js. */
export function withOneName(finding, programs = []) {
  if (programs.length === 0) return finding;
  const rename = (frame) => {
    const glob = frame.obj && programs.find((each) => globMatches(`*/${each}`, frame.obj));
    return glob ? { ...frame, obj: `/usr/bin/${glob.replaceAll('*', 'program')}` } : frame;
  };
  return {
    ...finding,
    frames: finding.frames.map(rename),
    variants: finding.variants.map((stack) => stack.map(rename)),
  };
}
