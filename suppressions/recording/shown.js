import { readFileSync } from 'node:fs';
import { globMatches } from '../../dist/match/glob.js';
import { runOf } from '../../dist/pack/seen.js';
import { evidenceFiles } from './pack.js';

/**
 * What few findings of one program show, or what names a program, may be that program's, and is not worth an entry. Where the pack is
 * about programs, those who write them have own code in every object: an entry has to name a function, and be safe for that program
 * wherever it lies.
 */
export function isShown(pack, { hides, frames }, byId) {
  const { fewestRuns = 2, fewestFindings = 1, programs } = pack;
  if (programs && (!frames.some(({ type }) => type === 'fun') || namesPath(programs, frames))) return false;
  const runs = hides.flatMap((id) => byId.get(id).places.map(({ log }) => runOf(log)));
  const stranger = frames.find(({ type, pattern }) => type === 'obj' && isProgram(pattern, objectsOf(pack)));
  return new Set(runs).size >= fewestRuns && hides.length >= fewestFindings && stranger === undefined;
}

/** Was an entry left with the path of a program, for without it it would hide what stays reported? See widen.js. */
function namesPath(programs, frames) {
  return frames.some(
    ({ type, pattern }) => type === 'obj' && programs.some((each) => globMatches(`/*/${each}`, pattern)),
  );
}

/** A program that the pack is not about. */
function isProgram(path, objects) {
  const name = path.split('/').at(-1).split('*')[0];
  return (
    /^\/(usr\/)?(s?bin|games|libexec)\//.test(path) && !objects.some((object) => object.startsWith(name))
  );
}

/** The file names that the pack is about, of all releases. */
function objectsOf(pack) {
  return evidenceFiles(pack, '.json').flatMap(([, file]) => JSON.parse(readFileSync(file, 'utf8')).objects);
}
