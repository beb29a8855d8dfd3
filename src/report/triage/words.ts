import type { Advice } from '../../advice/advice.js';
import { baseName } from '../../finding/base-name.js';
import type { Finding, Frame } from '../../finding/finding.js';
import { shownName } from '../../group/frames.js';
import type { Cause } from '../../group/group.js';
import { withoutUnseen } from '../html/escape.js';
import { displayText } from '../text.js';
import type { AdviceText } from './wire.js';

/** Names are as long as whoever wrote the program likes; so much of one is shown. */
const longest = 300;

/** A text for people, cut where it is so long that nobody reads it. */
export function shownText(bytes: string, most = longest): string {
  // Escapes make text longer, so it is cut before and after.
  const text = withoutUnseen(displayText(bytes.slice(0, most * 4)));
  const isCut = text.length > most || bytes.length > most * 4;
  return isCut ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Where a frame is: source and line, else object; nothing where its name says it. */
export function framePlace(frame: Frame): string {
  const { file, line, obj, fun, demangled } = frame;
  if (file) return line === undefined ? file : `${file}:${line}`;
  const isNamed = [fun, demangled].some((name) => name !== undefined && name !== '???');
  return obj === undefined || obj === '???' || !isNamed ? '' : `in ${baseName(obj)}`;
}

/** `Memcheck:Leak (definite)`. */
export function kindText({ kind, leakKind }: Finding): string {
  return leakKind ? `${kind} (${leakKind})` : kind;
}

/** What the findings of a group have in common. */
export function causeText(cause: Cause): string {
  switch (cause.type) {
    case 'allocation':
      return `allocated for ${shownText(shownName(cause.frame), 120)}`;
    case 'variable':
      return `races on ${shownText(cause.name, 120)}`;
    case 'origin':
      return `undefined value from ${shownText(shownName(cause.frame), 120)}`;
    case 'argument':
      return `${shownText(cause.extra, 80)}${cause.frame ? ` in ${shownText(shownName(cause.frame), 120)}` : ''}`;
    case 'stack':
      return cause.frames.length === 0
        ? 'nothing that names a place'
        : 'in ' +
            cause.frames
              .slice(0, 3)
              .map((frame) => shownText(shownName(frame), 80))
              .join(' < ');
  }
}

export function adviceText({ action, text, why, evidence, example }: Advice): AdviceText {
  return {
    action,
    text: shownText(text, 600),
    why: shownText(why, 600),
    evidence: evidence.slice(0, 12).map((each) => shownText(each)),
    ...(example === undefined
      ? {}
      : {
          example: example
            .split('\n')
            .slice(0, 40)
            .map((line) => shownText(line))
            .join('\n'),
        }),
  };
}
