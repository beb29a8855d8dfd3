import type { Frame } from '../finding/finding.js';

/** A stack line as printed, with what its name is worth (see names.ts). */
export interface PrintedFrame extends PrintedCall {
  /** Upper-case hex digits without `0x`. */
  readonly address: string;
}

/** All that a stack line says besides the address. */
export interface PrintedCall {
  /** As printed, but for offsets; `???` where Valgrind knows none. */
  readonly name: string;
  /** The matcher's name, if this is a physical frame and the printed one tells it. */
  readonly own: string | undefined;
  /** What findings get for it where nothing else is known: no suppression, no inlining. */
  readonly frame: Frame;
  readonly made: MadeFrames;
}

/** What findings got for a stack line last where more was known, so that they share it. */
export interface MadeFrames {
  physical?: MadeFrame;
  inlined?: MadeFrame;
}

interface MadeFrame {
  /** The line of the generated suppression, where there was one. */
  readonly generated: string | undefined;
  readonly frame: Frame;
}

/** Does a stack line stand at an offset: three blanks, `at` or `by`, an address? */
export function isFrameLine(text: string, at = 0): boolean {
  return text.startsWith('   at 0x', at) || text.startsWith('   by 0x', at);
}

/** A stack line that something has indented anew, such as a page that folds blanks, as Valgrind prints it. */
export function indentedAnew(text: string): string | undefined {
  const match = otherwiseIndented.exec(text);
  return match ? `   ${text.slice(match[0].length)}` : undefined;
}

const otherwiseIndented = /^[ \t]{0,40}(?=(?:at|by) 0x[0-9A-F]{1,16}: )/i;

/** Does a stack begin here? For lines for which `isFrameLine` holds. */
export function isFirstFrame(text: string, at = 0): boolean {
  return text.charCodeAt(at + 3) === 0x61; /* a */
}

const addressStart = '   at 0x'.length;

/** Where a frame is, as far as the log tells. */
export type Where = Pick<Frame, 'obj' | 'file' | 'line' | 'dir'>;

/** Cuts a stack line, for which `isFrameLine` holds, into address and call. Undefined when it is damaged. */
export function splitFrameLine(
  text: string,
): { readonly address: string; readonly call: string } | undefined {
  const colon = text.indexOf(': ', addressStart);
  if (colon < 0 || colon - addressStart > 16 || colon === addressStart) return undefined;
  const address = text.slice(addressStart, colon);
  const call = text.slice(colon + 2).trimEnd();
  if (!/^[0-9A-F]+$/i.test(address) || call === '') return undefined;
  return { address, call };
}

/** Reads the six forms of a call in a stack line (`VG_(describe_IP)` in coregrind/m_debuginfo/debuginfo.c), from the right, as a name can hold anything. */
export function readCall(call: string): PrintedCall {
  const open = openingOf(call);
  const lineColon = open > 0 ? call.lastIndexOf(':') : -1;
  const hasLine = lineColon > open + 1 && /^\d{1,10}\)$/.test(call.slice(lineColon + 1));
  // Objects have absolute paths, so that `(in place.c:3)` tells a source file with a blank in its name.
  if (open > 0 && call.startsWith('in ', open + 1) && !(hasLine && call[open + 4] !== '/')) {
    return printedCall(call.slice(0, open - 1), { obj: call.slice(open + 4, -1), file: null });
  }
  if (hasLine) {
    const line = Number(call.slice(lineColon + 1, -1));
    return printedCall(call.slice(0, open - 1), {
      ...splitSource(call.slice(open + 1, lineColon)),
      line,
    });
  }
  // `???` says that there is no name, no line and no object; a bare name says nothing of the object.
  return printedCall(call, call === '???' ? { obj: '???', file: null } : { file: null });
}

/** A call whose parts are known, e.g. from XML. `printed`: `???` for none. */
export function printedCall(printed: string, where: Where): PrintedCall {
  const name = withoutOffset(printed);
  const own = ownName.test(name) ? name : undefined;
  const frame = own === undefined ? { demangled: name, ...where } : { fun: own, ...where };
  return { name, own, frame, made: {} };
}

/** Without the `+N` of `--sym-offsets=yes`, with which no name ends by itself. */
function withoutOffset(printed: string): string {
  return printed.replace(/(?<=.)[+-]\d{1,20}$/s, '');
}

/**
 * What a printed name tells of the name that `fun:` is compared with. The demangler
 * leaves names alone that are not mangled, and what it makes of others has parentheses, colons or blanks. So a name of
 * letters, digits and `_ $ . @ * ?` is the matcher's own (`*`: drd's `pthread_mutex_lock@*`); `(below main)` is what
 * the matcher sees as well.
 */
const ownName = /^(?:[A-Za-z0-9_$.@*?]+|\(below main\))$/;

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
 * Rust's own library has relative paths in its line tables, and there the whole path is the name.
 */
function splitSource(path: string): { file: string; dir?: string } {
  const rust = /^(\/rustc\/[0-9a-f]{1,64})\/(.*\.rs)$/.exec(path);
  if (rust) return { dir: rust[1]!, file: rust[2]! };
  const slash = path.lastIndexOf('/');
  if (slash < 0 || (slash > 0 && !path.startsWith('/') && path.endsWith('.rs'))) return { file: path };
  const file = path.slice(slash + 1);
  return file === '' ? { file: path } : { dir: slash === 0 ? '/' : path.slice(0, slash), file };
}
