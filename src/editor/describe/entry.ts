import { whatItHides } from '../../lint/over-broad.js';
import type { LintEntry } from '../../lint/rule.js';
import { formatLocation } from '../../suppression/location.js';
import { toolInfo } from '../../suppression/tools.js';
import { coverageOf } from '../coverage.js';
import { code, enumeration, paragraphs, withCode } from './markdown.js';

/** How many entries, and location lines, are named before the rest is only counted. */
const most = 5;

/** About an entry: what it hides, for which tools, how broad it is, and how it stands to the others of its set. */
export function describeEntry(entry: LintEntry, entries: readonly LintEntry[]): string {
  const { coverers, equals, covered } = coverageOf(entry, entries);
  const broad = whatItHides(entry.suppression);
  return paragraphs([
    summary(entry),
    broad === undefined ? undefined : `That is ${withCode(broad)}.`,
    relation('Covered by', coverers, entry),
    relation('Hides the same as', equals, entry),
    relation('Covers', covered, entry),
  ]);
}

function summary({ suppression, tools }: LintEntry): string {
  const { kind, extra, leakKinds, frames } = suppression;
  const which = [
    ...(extra === undefined ? [] : [code(extra)]),
    ...(leakKinds ? [leakKinds.join(', ') || 'none'] : []),
  ];
  const lines = frames.map((frame) => (frame.type === '...' ? 'any frames' : code(formatLocation(frame))));
  const names = tools.map((tool) => toolInfo(tool).displayName);
  return (
    `Hides ${code(kind)}${which.map((each) => ` (${each})`).join('')} where the stack begins with ${enumeration(lines, most)}. ` +
    `Read by ${enumeration(names, names.length)}.`
  );
}

function relation(words: string, others: readonly LintEntry[], entry: LintEntry): string | undefined {
  if (others.length === 0) return undefined;
  const names = others.map(({ suppression, file, name }) => {
    const where = file.name === entry.file.name ? `line ${name.line}` : code(`${file.name}:${name.line}`);
    return `${code(suppression.name)} (${where})`;
  });
  return `${words} ${enumeration(names, most)}.`;
}
