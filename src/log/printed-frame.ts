import type { Frame } from '../finding/finding.js';
import { ownCopy } from './own-copy.js';

/** A stack line as printed, with what its name is worth (see names.ts). One object per distinct line. */
export interface PrintedFrame {
  /** Upper-case hex digits without `0x`. */
  readonly address: string;
  /** As printed; `???` where Valgrind knows none. */
  readonly name: string;
  /** The matcher's name, if this is a physical frame and the printed one tells it. */
  readonly own: string | undefined;
  /** What findings get for it where nothing else is known: no suppression, no inlining. */
  readonly frame: Frame;
  /** What findings got for it last where a generated suppression told more. */
  joined?: { readonly generated: string; readonly frame: Frame };
}

/** Reads a stack line, for which `isFrameLine` holds. Undefined when it is damaged. */
export type FrameReader = (text: string) => PrintedFrame | undefined;

/** The same lines come again and again, in a leak check above all. */
const maxRemembered = 1 << 14;

/** A reader that gives the same object for the same line, so that findings share their frames. */
export function createFrameReader(): FrameReader {
  const remembered = new Map<string, PrintedFrame>();
  return (text) => {
    const old = remembered.get(text);
    if (old) return old;
    const line = ownCopy(text);
    const frame = readFrame(line);
    if (!frame) return undefined;
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(line, frame);
    return frame;
  };
}

/** Is it a stack line: three blanks, `at` or `by`, an address? */
export function isFrameLine(text: string): boolean {
  return text.startsWith('   at 0x') || text.startsWith('   by 0x');
}

/** Does a stack begin here? For lines for which `isFrameLine` holds. */
export function isFirstFrame(text: string): boolean {
  return text.charCodeAt(3) === 0x61; /* a */
}

const addressStart = '   at 0x'.length;

/** Where a frame is, as far as the log tells. */
export type Where = Pick<Frame, 'obj' | 'file' | 'line' | 'dir'>;

/** Reads the six forms of a stack line (reference section 5.2), from the right, as a name can hold anything. */
function readFrame(text: string): PrintedFrame | undefined {
  const colon = text.indexOf(': ', addressStart);
  if (colon < 0 || colon - addressStart > 16 || colon === addressStart) return undefined;
  const address = text.slice(addressStart, colon);
  const rest = text.slice(colon + 2).trimEnd();
  if (!/^[0-9A-F]+$/i.test(address) || rest === '') return undefined;

  const open = openingOf(rest);
  if (open > 0 && rest.startsWith('in ', open + 1)) {
    return printedFrame(address, rest.slice(0, open - 1), { obj: rest.slice(open + 4, -1), file: null });
  }
  const lineColon = open > 0 ? rest.lastIndexOf(':') : -1;
  if (lineColon > open + 1 && /^\d{1,10}\)$/.test(rest.slice(lineColon + 1))) {
    const line = Number(rest.slice(lineColon + 1, -1));
    return printedFrame(address, rest.slice(0, open - 1), {
      ...splitSource(rest.slice(open + 1, lineColon)),
      line,
    });
  }
  // `???` says that there is no name, no line and no object; a bare name says nothing of the object.
  return printedFrame(address, rest, rest === '???' ? { obj: '???', file: null } : { file: null });
}

/** A frame whose parts are known, e.g. from XML. `address`: upper-case hex digits; `name`: `???` for none. */
export function printedFrame(address: string, name: string, where: Where): PrintedFrame {
  const own = matcherName(name);
  const frame = own === undefined ? { demangled: name, ...where } : { fun: own, ...where };
  return { address, name, own, frame };
}

/**
 * What a printed name tells of the name that `fun:` is compared with (reference sections 3.4 and 5.2). The demangler
 * leaves names alone that are not mangled, and what it makes of others has parentheses, colons or blanks. So a name of
 * letters, digits and `_ $ . @ * ?` is the matcher's own (`*`: drd's `pthread_mutex_lock@*`); `(below main)` is what
 * the matcher sees as well.
 */
const ownName = /^(?<name>[A-Za-z0-9_$.@*?]+|\(below main\))(?<offset>[+-]\d{1,20})?$/;

/** The matcher's name of a physical frame, where the printed one tells it; without the `+N` of `--sym-offsets=yes`. */
function matcherName(printed: string): string | undefined {
  const groups = ownName.exec(printed)?.groups;
  return groups?.['offset'] === undefined ? groups && printed : groups['name'];
}

/** Offset of the parenthesis that closes at the end of `text` and follows a blank; -1 when there is none. */
function openingOf(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 0x29) depth++;
    else if (code === 0x28 && --depth === 0) return i > 1 && text.charCodeAt(i - 1) === 0x20 ? i : -1;
  }
  // A path with an unbalanced parenthesis.
  const last = text.lastIndexOf(' (');
  return last > 0 ? last + 1 : -1;
}

/**
 * With `--fullpath-after` the printed source has directories, which are no part of what `src:` is compared with. But
 * Rust's own library has relative paths in its line tables, and there the whole path is the name (section 3.4).
 */
function splitSource(path: string): { file: string; dir?: string } {
  const rust = /^(\/rustc\/[0-9a-f]{1,64})\/(.*\.rs)$/.exec(path);
  if (rust) return { dir: rust[1]!, file: rust[2]! };
  const slash = path.lastIndexOf('/');
  if (slash < 0 || (slash > 0 && !path.startsWith('/') && path.endsWith('.rs'))) return { file: path };
  const file = path.slice(slash + 1);
  return file === '' ? { file: path } : { dir: slash === 0 ? '/' : path.slice(0, slash), file };
}
