import type { Frame } from '../finding/finding.js';
import { freeNames } from '../generate/free-names.js';
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

/** Gives out names that no entry of the file has, each once. */
export function freeNamesIn({ entries }: LintFile): (name: string) => string {
  return freeNames(entries.map(({ suppression }) => suppression.name));
}
