import type { Frame } from '../finding/finding.js';
import { tellingName } from '../generate/name.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { safeName } from '../suppression/write.js';
import type { LintFile } from './rule.js';

/**
 * A name for an entry, made from what it says: `leak in libfontconfig: FcConfigParse < FcInitLoadConfig`. Patterns stand
 * in it as they are written.
 */
export function nameFor({ kind, extra, frames }: Suppression): string {
  return safeName(tellingName({ kind, extra, frames: frames.flatMap(frameOf) }));
}

/** A frame that the line could be printed for; none where it says nothing to name an entry after. */
function frameOf(line: FramePattern): Frame[] {
  switch (line.type) {
    case 'fun':
      // `*alloc` is an allocator like `alloc`.
      return isBlank(line.pattern)
        ? []
        : [{ fun: line.pattern.replace(/^\*+/, ''), demangled: line.pattern }];
    case 'obj':
      return isBlank(line.pattern) ? [] : [{ fun: '???', obj: withoutOpenEnd(line.pattern) }];
    default:
      return [];
  }
}

/** The pattern without the wildcards at its end, and the dots before them. */
function withoutOpenEnd(pattern: string): string {
  return /^[^]*[^*?.]/.exec(pattern)![0];
}

function isBlank(pattern: string): boolean {
  return /^[*?.]*$/.test(pattern);
}

/** Gives out names that no entry of the file has, each once: `x`, or `x (2)`, `x (3)`, ... where `x` is taken. */
export function freeNames({ entries }: LintFile): (name: string) => string {
  const taken = new Set(entries.map(({ suppression }) => suppression.name));
  const next = new Map<string, number>();
  return (name) => {
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
    let number = next.get(name) ?? 2;
    while (taken.has(`${name} (${number})`)) number += 1;
    next.set(name, number + 1);
    taken.add(`${name} (${number})`);
    return `${name} (${number})`;
  };
}
