import type { Finding } from '../finding/finding.js';
import { shownName } from '../generate/name.js';
import { quote } from '../suppression/explain.js';

/** So many frames, from the innermost on, tell one finding from another. */
const mostFrames = 4;

/** A finding in a message: its id, what went wrong, and its innermost frames. */
function namedFinding({ id, what, frames }: Finding): string {
  const [text] = what.trim().split(/ in (?:new )?loss record /, 1);
  const names = frames.slice(0, mostFrames).map(shownName);
  return `${id} ${quote(text!)}${names.length > 0 ? ` at ${names.join(' < ')}` : ''}`;
}

/** Several findings, the first few of them by name. */
export function namedFindings(findings: readonly Finding[], most = 3): string {
  const named = findings.slice(0, most).map(namedFinding).join('; ');
  return findings.length > most ? `${named}; and ${findings.length - most} more` : named;
}
