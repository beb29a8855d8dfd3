import { formatLocation } from '../../suppression/location.js';
import type { Cause, Kept, Verdict } from '../../prune/verdict.js';
import { plural } from '../plural.js';

/** Why an entry goes, changes or stays: bytes of names and our own words. */
export function reasonOf({ cause, kept }: Verdict): string {
  return kept ? `${wordsOf(cause)}; ${wordsOfKept(kept)}` : wordsOf(cause);
}

function wordsOf(cause: Cause): string {
  switch (cause.type) {
    case 'covered':
      return `covered by ${cause.by.file}:${cause.by.line} “${cause.by.name}”, which hides all that it could hide`;
    case 'impossible':
      return `can match nothing: ${cause.why}`;
    case 'unread':
      return 'no tool of Valgrind reads it';
    case 'expired':
      return `was to go after ${cause.day}`;
    case 'drifted': {
      const [place] = cause.repair.finding.places;
      const where = place ? ` [${place.log}:${place.line}]` : '';
      return `hides nothing, and ${cause.repair.finding.id}${where} nearly matches it`;
    }
    case 'never-seen': {
      const lines = cause.lines.map(formatLocation);
      const more = lines.length > mostLines ? ` and ${lines.length - mostLines} more` : '';
      return `hides nothing, and no stack of these logs shows ${lines.slice(0, mostLines).join(', ')}${more}`;
    }
    case 'unmatched':
      return 'hides nothing, though these logs show the code that it is about';
  }
}

const mostLines = 3;

function wordsOfKept(kept: Kept): string {
  switch (kept.type) {
    case 'in use':
      return kept.hides > 0
        ? `stays, for it hides ${plural(kept.hides, 'finding')}`
        : `stays, for Valgrind counted ${plural(kept.counted, 'error')} that it hid`;
    case 'gaps':
      return `stays, for ${kept.why.join(', and ')}`;
    case 'other versions':
      return `stays, for it is for Valgrind ${kept.range}`;
    case 'asks':
      return kept.option === '--repair' ? '--repair makes the change' : `stays without ${kept.option}`;
    case 'unknown':
      return 'stays, for chaff lint says how it may be meant';
  }
}
