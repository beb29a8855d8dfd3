import type { FramePattern } from './suppression.js';
import { compareVersions } from './version.js';

/**
 * One location line of an entry, or undefined when it is none. `src:` is split at its first colon; what follows
 * is read as leniently as Valgrind does (see `lenientNumber`).
 * @param text the line without white space around it
 */
export function parseLocation(text: string, version: string): FramePattern | undefined {
  if (text === '...') return { type: '...' };
  if (text.startsWith('fun:')) return { type: 'fun', pattern: text.slice(4) };
  if (text.startsWith('obj:')) return { type: 'obj', pattern: text.slice(4) };
  if (!text.startsWith('src:') || compareVersions(version, '3.14') < 0) return undefined;
  const rest = text.slice(4);
  const colon = rest.indexOf(':');
  if (colon < 0) return { type: 'src', file: rest, line: 0 };
  return { type: 'src', file: rest.slice(0, colon), line: lenientNumber(rest.slice(colon + 1)) };
}

/**
 * What Valgrind takes for the start of the locations while it looks for an extra line. It forgets `src:` here, in
 * every version.
 */
export function looksLikeLocation(text: string): boolean {
  return text.startsWith('fun:') || text.startsWith('obj:') || text === '...';
}

/** The line of a pattern, without indentation. */
export function formatLocation(frame: FramePattern): string {
  switch (frame.type) {
    case '...':
      return '...';
    case 'src':
      return `src:${frame.file}${frame.line === 0 ? '' : `:${frame.line}`}`;
    default:
      return `${frame.type}:${frame.pattern}`;
  }
}

/** White space and a sign may come first, the first other byte ends it, no digit is 0; kept in 32 unsigned bits. */
function lenientNumber(text: string): number {
  const [, sign, digits] = /^[ \n\t\f\v\r]*([-+]?)(\d*)/.exec(text)!;
  let size = 0;
  for (const digit of digits!) size = (size * 10 + Number(digit)) % 2 ** 32;
  return sign === '-' && size !== 0 ? 2 ** 32 - size : size;
}
