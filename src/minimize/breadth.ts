import type { LeakKind } from '../suppression/suppression.js';
import { leakKindsAllowed } from './anchors.js';
import type { SafeCandidate } from './columns.js';

/** What an entry would hide besides the noise it is for. */
export interface Breadth {
  /** False where the logs do not tell the objects of the frames, so that doors cannot be told either. */
  readonly known: boolean;
  /** Lines of the functions through which own code could get its own findings hidden, sorted. */
  readonly doors: readonly string[];
  /** The same in words. */
  readonly text: string;
}

/** What is known of a candidate that says how broad it is. */
type Breadthy = Pick<
  SafeCandidate,
  'frames' | 'leakKinds' | 'opens' | 'usedDoors' | 'doorsKnown' | 'isExact'
>;

export function breadthOf(kind: string, candidate: Breadthy): Breadth {
  const { opens, usedDoors, doorsKnown: known } = candidate;
  return { known, doors: [...opens, ...usedDoors], text: inWords(kind, candidate) };
}

function inWords(
  kind: string,
  { frames, leakKinds, opens, usedDoors, doorsKnown, isExact }: Breadthy,
): string {
  if (!doorsKnown) return 'doors unknown: the logs do not tell whose code the frames are';
  const what = whatIsHidden(kind, leakKinds);
  const shown = [...opens, ...usedDoors].map(shownDoor);
  if (shown.length > 0) {
    const used = opens.length === 0 ? ', through which the noise itself comes' : '';
    return `would also hide ${what} of your own call to ${list([...new Set(shown)])}${used}`;
  }
  if (isExact) return 'hides this stack, and what goes on from it';
  const last = frames.findLast((line) => line.type !== '...');
  if (last?.type === 'obj' && /\.so\b/.test(last.pattern))
    return `would also hide ${what} that begins like this in any function of ${objectName(last.pattern)}`;
  return 'leaves open no call from other code that the logs show';
}

/** How many functions the words name; `Breadth.doors` has them all. */
const named = 4;

function list(names: readonly string[]): string {
  const rest = names.length - named;
  const shown = [...names.slice(0, named), ...(rest > 0 ? [`${rest} more`] : [])];
  const last = shown.pop()!;
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

function whatIsHidden(kind: string, leakKinds: readonly LeakKind[] | undefined): string {
  const plain = kind.slice(kind.indexOf(':') + 1);
  if (plain === 'Race' || plain === 'ConflictingAccess') return 'a race';
  if (plain !== 'Leak') return /^[AEIO]/.test(plain) ? `an ${plain} error` : `a ${plain} error`;
  if (!leakKinds?.every((each) => leakKindsAllowed['kept memory'].includes(each))) return 'a leak';
  return `a ${leakKinds.map((each) => (each === 'reachable' ? 'still reachable' : 'possibly lost')).join(' or ')} block`;
}

/** `g_strdup` for `fun:g_strdup`, `a function of libgio-2.0` where only the object is known. */
function shownDoor(line: string): string {
  return line.startsWith('obj:') ? `a function of ${objectName(line)}` : line.slice(line.indexOf(':') + 1);
}

function objectName(line: string): string {
  return line.replace(/^.*\//, '').replace(/(?:\.so\.?)?\*?$/, '');
}
