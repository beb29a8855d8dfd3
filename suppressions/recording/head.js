import { readFileSync } from 'node:fs';
import { runOf } from '../../dist/pack/seen.js';
import { evidenceFiles } from './pack.js';

/** What the comments at the head of a pack say: of what it was made, and against which bugs. */
export function headOf(pack, suppressions, byId, bugs) {
  return {
    name: pack.name,
    title: pack.title,
    tools: pack.tools,
    needs: pack.needs,
    library: { name: pack.libraries[0].name, packages: pack.libraries[0].packages },
    places: evidenceFiles(pack, '.json').map(([release, file]) =>
      placeOf(pack, release, file, suppressions, byId),
    ),
    planted: {
      bugs: new Set(bugs.map(({ frames }) => frames.find(({ fun }) => fun?.startsWith('planted_')).fun)).size,
      programs: new Set(bugs.flatMap(({ places }) => places.map(({ log }) => runOf(log)))).size,
    },
  };
}

function placeOf(pack, release, file, suppressions, byId) {
  const { platform, valgrind, libraries, objects, date } = JSON.parse(readFileSync(file, 'utf8'));
  const isHere = ({ log }) => log.startsWith(`${release}/`);
  const hidden = new Set(suppressions.flatMap(({ hides }) => hides));
  const places = [...hidden]
    .map((id) => byId.get(id).places.filter(isHere))
    .filter(({ length }) => length > 0);
  return {
    distribution: release.replace('-', ' '),
    platform,
    valgrind,
    library: libraries[0].version,
    runs: pack.runs.filter(({ unseen, except = [] }) => !unseen && !except.includes(release)).length,
    findings: places.length,
    date,
    objects,
  };
}
