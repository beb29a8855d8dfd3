import type { Finding } from '../../finding/finding.js';
import { formatSuppression } from '../../suppression/write.js';
import type { Previewed } from '../../triage/preview.js';
import { plural } from '../plural.js';
import { shownText } from './words.js';
import type { Preview } from './wire.js';

/** More of anything is not shown. */
const most = 50;

/** A preview as the page shows it; findings are told by their places in `findings`. */
export function previewText(
  { entries, uncovered, leftOut }: Previewed,
  findings: readonly Finding[],
): Preview {
  const place = new Map(findings.map(({ id }, at) => [id, at]));
  return {
    entries: entries.slice(0, most).map(({ entry, others }) => ({
      // The comments are told beside it.
      text: formatSuppression({ ...entry, comments: [] })
        .trimEnd()
        .split('\n')
        .map((line) => shownText(line))
        .join('\n'),
      hides: entry.hides.length,
      breadth: shownText(entry.breadth.text, 600),
      doors: entry.breadth.doors.slice(0, most).map((door) => shownText(door)),
      others: others.map(({ id }) => place.get(id)!),
    })),
    uncovered: uncovered.map(({ id, reason }) => ({
      finding: place.get(id)!,
      reason: shownText(reason, 600),
    })),
    ...(leftOut > 0
      ? { note: `Without ${plural(leftOut, 'more finding')}: a preview is of few, so that it is there soon.` }
      : {}),
  };
}
