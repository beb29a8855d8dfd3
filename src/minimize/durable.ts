import type { Frame } from '../finding/finding.js';
import { operatorSymbol } from '../match/operators.js';
import type { FramePattern } from '../suppression/suppression.js';
import { withoutTemplateArguments } from './mangled.js';

/**
 * The line for a frame that survives updates: what changes with a library's version, its directory or the
 * compiler's mood becomes `*`. Undefined where the log tells nothing to hold on to.
 */
export function durableLine(frame: Frame): FramePattern | undefined {
  const symbol = frame.fun ?? operatorSymbol(frame.demangled ?? '');
  if (symbol !== undefined && symbol !== '???' && !isMadeUp(symbol))
    return { type: 'fun', pattern: durableName(symbol) };
  return objectLine(frame) ?? (isMadeUp(frame.fun) ? { type: 'fun', pattern: '*' } : undefined);
}

/** The line for the frame's object, whatever function it is in; undefined where the log tells none. */
export function objectLine({ obj }: Frame): FramePattern | undefined {
  return obj !== undefined && obj !== '???' ? { type: 'obj', pattern: durablePath(obj) } : undefined;
}

/** Longer names stay as they are: the search for suffixes must not take longer than reading them. */
const longest = 1000;

/** Names that a tool made of an address: they are others after each build. */
export function isMadeUp(name: string | undefined): boolean {
  return name !== undefined && /^(?:(?:sub|fun|func|function|loc|FUN)_)?(?:0x)?[0-9a-fA-F]{6,16}$/.test(name);
}

function durableName(name: string): string {
  if (name.length > longest) return name;
  const plain = withoutHash(withoutClone(withoutSymbolVersion(name)));
  return withoutTemplateArguments(plain) ?? plain;
}

/** Symbol versions come and go with debug symbols and C library: `pthread_create@@GLIBC_2.34`. */
export function withoutSymbolVersion(name: string): string {
  return name.length > longest ? name : name.replace(/@@?[A-Z][A-Za-z0-9_.]*$/, '*');
}

/** Clones that the compiler makes are numbered anew by each build: `f.isra.0`, `f.part.3.constprop.1`, `f.cold`. */
export function withoutClone(name: string): string {
  if (name.length > longest) return name;
  return name.replace(/(?:\.(?:isra|part|constprop|cold|lto_priv|llvm|localalias)(?:\.\d+)*)+$/, '*');
}

/** The hash at the end of a Rust name changes with the compiler, and so does that of a crate. */
export function withoutHash(name: string): string {
  if (name.length > longest) return name;
  return name.replace(/17h[0-9a-f]{16}E$/, '17h*').replace(/^(_R.*?)Cs[0-9a-zA-Z]+_/, '$1Cs*_');
}

/** `/usr/lib/x86_64-linux-gnu/libgtk-3.so.0.2404.29` becomes `libgtk-3.so*` in any directory; programs keep their path. */
function durablePath(path: string): string {
  const found = /^.*\/([^/]+\.so)(?:\.[0-9.]+)?$/.exec(path);
  return found ? `*/${found[1]!}*` : path;
}
