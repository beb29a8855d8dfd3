import { baseName } from '../finding/base-name.js';
import type { Finding, Frame } from '../finding/finding.js';
import { roleOf } from '../finding/roles.js';

/**
 * A name that says what an entry is about: what is wrong, in which library, and through which two calls, e.g.
 * `leak in libfontconfig: FcConfigParse < FcInitLoadConfig`; without names of functions, in which libraries.
 */
export function tellingName(
  finding: Pick<Finding, 'kind' | 'extra' | 'frames'>,
  frames: readonly Frame[] = finding.frames,
): string {
  const libraries = distinct(
    frames.filter((frame) => roleOf(frame) === 'library').flatMap((frame) => libraryOf(frame) ?? []),
  );
  const calls = distinct(telling(frames).map(shownName));
  const where = calls.length > 0 ? libraries.slice(0, 1) : libraries.slice(0, 2);
  const place = where.length > 0 ? ` in ${where.join(' < ')}` : '';
  if (calls.length > 0) return `${about(finding)}${place}: ${calls.slice(0, 2).join(' < ')}`;
  return place !== '' || frames.length === 0
    ? `${about(finding)}${place}`
    : `${about(finding)}: ${shownName(frames[0]!)}`;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Frames that say most: named ones of libraries, else named start-up code. */
function telling(frames: readonly Frame[]): readonly Frame[] {
  const named = frames.filter((frame) => (frame.fun ?? frame.demangled ?? '???') !== '???');
  for (const role of ['library', 'start-up'] as const) {
    const those = named.filter((frame) => roleOf(frame) === role);
    if (those.length > 0) return those;
  }
  return [];
}

const words: Record<string, string> = {
  Leak: 'leak',
  Cond: 'uninitialised condition',
  Param: 'uninitialised syscall parameter',
  Free: 'bad free',
  Overlap: 'overlap',
  Race: 'race',
  ConflictingAccess: 'race',
  LockOrder: 'lock order',
};

function about(finding: Pick<Finding, 'kind' | 'extra'>): string {
  const kind = finding.kind.slice(finding.kind.indexOf(':') + 1);
  const text =
    words[kind] ??
    kind.replace(/^Value(\d+)$/, 'uninitialised value of $1').replace(/^Addr(\d+)$/, 'invalid access of $1');
  return kind === 'Param' && finding.extra !== undefined ? `${text} ${finding.extra}` : text;
}

/** A frame in a word: its function without arguments, else the file name of its object. */
export function shownName(frame: Frame): string {
  if (frame.fun !== undefined && frame.fun !== '???') return readable(frame.demangled ?? frame.fun);
  if (frame.demangled !== undefined) return readable(frame.demangled);
  return frame.obj !== undefined && frame.obj !== '???' ? baseName(frame.obj) : 'unknown code';
}

/** Demangled names without their arguments, no longer than a person reads. */
function readable(name: string): string {
  const short = name.replace(/\(.*$/s, '') || name;
  return short.length > 60 ? `${short.slice(0, 57)}...` : short;
}

/** `libgtk-3` for `/usr/lib/libgtk-3.so.0.2404.29`. */
function libraryOf(frame: Frame): string | undefined {
  if (frame.obj === undefined || frame.obj === '???') return undefined;
  return baseName(frame.obj).replace(/\.so(?:\.[\d.]+)?$/, '');
}
