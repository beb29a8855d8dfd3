// Entries that name a program by its path, for that program wherever it lies and whatever it is called besides.
import { replay } from '../../dist/index.js';
import { globMatches } from '../../dist/match/glob.js';
import { formatLocation } from '../../dist/suppression/location.js';

/**
 * `obj:/usr/bin/qemu-img` becomes `obj:*\/qemu-*` where `programs` has `qemu-*`; entries that then say the same become one, and what
 * others hide as well goes. An entry that would match one of the findings that stay reported is left as it is.
 */
export function widen(entries, { programs = [] }, { noise, reported }) {
  if (programs.length === 0) return entries;
  const different = new Map();
  for (const entry of entries) {
    const wide = { ...entry, frames: entry.frames.map((line) => widenLine(line, programs)) };
    const kept = hidesAny(wide, reported) ? entry : wide;
    const key = [kept.kind, kept.extra, kept.leakKinds, ...kept.frames.map(formatLocation)].join('\n');
    if (!different.has(key)) different.set(key, kept);
  }
  return needed([...different.values()], noise);
}

function widenLine(line, programs) {
  if (line.type !== 'obj' || !line.pattern.startsWith('/')) return line;
  const name = line.pattern.replace(/^.*\//, '');
  const glob = programs.find((each) => globMatches(each, name));
  return glob === undefined ? line : { type: 'obj', pattern: `*/${glob}` };
}

/** Without those all of whose findings others hide, the ones that hide least first; `hides` is told anew. */
function needed(entries, noise) {
  const sets = entries.map(asLoaded);
  const hidden = new Map(sets.map((set, position) => [set, { ...entries[position], hides: [] }]));
  const hiders = new Map();
  for (const { finding, certain } of replay(sets, noise).findings) {
    hiders.set(finding.id, new Set(certain));
    for (const set of certain) hidden.get(set).hides.push(finding.id);
  }
  const byHides = [...hidden].sort(([, a], [, b]) => a.hides.length - b.hides.length);
  for (const [set, { hides }] of byHides) {
    if (hides.some((id) => hiders.get(id).size === 1)) continue;
    for (const id of hides) hiders.get(id).delete(set);
    hidden.delete(set);
  }
  return [...hidden.values()].map((entry) => ({ ...entry, hides: entry.hides.sort() }));
}

function hidesAny(entry, findings) {
  return replay([asLoaded(entry)], findings).findings.some(
    ({ certain, possible }) => certain.length + possible.length > 0,
  );
}

function asLoaded(entry) {
  return { ...entry, file: '', line: 0 };
}
