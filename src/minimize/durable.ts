import type { Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';

/**
 * The line for a frame that survives updates: what changes with a library's version, its directory or the
 * compiler's mood becomes `*`. Undefined where the log tells nothing to hold on to.
 */
export function durableLine(frame: Frame): FramePattern | undefined {
  if (frame.fun !== undefined && frame.fun !== '???') return { type: 'fun', pattern: durableName(frame.fun) };
  if (frame.obj !== undefined && frame.obj !== '???') return { type: 'obj', pattern: durablePath(frame.obj) };
  return undefined;
}

/** Longer names stay as they are: the search for suffixes must not take longer than reading them. */
const longest = 1000;

function durableName(name: string): string {
  if (name.length > longest) return name;
  return (
    name
      // Symbol versions come and go with debug symbols and C library: pthread_create@@GLIBC_2.34
      .replace(/@@?[A-Z][A-Za-z0-9_.]*$/, '*')
      // Clones that the compiler makes are numbered anew by each build: f.isra.0, f.part.3.constprop.1, f.cold
      .replace(/(?:\.(?:isra|part|constprop|cold|lto_priv|llvm)(?:\.\d+)*)+$/, '*')
      // The hash at the end of a Rust name changes with the compiler
      .replace(/17h[0-9a-f]{16}E$/, '17h*')
  );
}

/** `/usr/lib/x86_64-linux-gnu/libgtk-3.so.0.2404.29` becomes `libgtk-3.so*` in any directory; programs keep their path. */
function durablePath(path: string): string {
  const found = /^.*\/([^/]+\.so)(?:\.[0-9.]+)?$/.exec(path);
  return found ? `*/${found[1]!}*` : path;
}
