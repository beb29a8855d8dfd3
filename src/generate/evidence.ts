import type { Finding } from '../finding/finding.js';

/** The comment that says what an entry rests on: how many findings of which logs it hides. */
export function evidenceComment(findings: readonly Finding[]): string {
  const logs = [...new Set(findings.flatMap((finding) => finding.places.map((place) => place.log)))].sort();
  const shown = logs.slice(0, 3).map(shortLog).join(', ');
  const more = logs.length > 3 ? ` and ${logs.length - 3} more logs` : '';
  const records = findings.reduce((sum, finding) => sum + finding.records, 0);
  const what = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return `hides ${what} (${records} error record${records === 1 ? '' : 's'}) of ${shown}${more}`;
}

/** The comment that says that an entry fits stacks which no log shows. */
export function untoldComment(frames: number): string {
  const which = frames === 1 ? 'the symbol of 1 frame' : `the symbols of ${frames} frames`;
  return `wider than the stack, for the log does not tell ${which}`;
}

/** The last two parts of a path tell logs apart and do not change with the checkout's place. */
function shortLog(log: string): string {
  return log.split('/').slice(-2).join('/');
}
