import * as explain from './explain.js';
import { obsoleteWarning, readExtra, type Extra } from './extra-line.js';
import { coreKinds, type Kind } from './kinds.js';
import { defaultNumCallers, maxLineLength, maxLocations } from './limits.js';
import { parseLocation } from './location.js';
import { firstProblems } from './first-problems.js';
import { refusals, type SyntaxProblem } from './problem.js';
import { significantLines, type SignificantLine } from './significant.js';
import type { FramePattern, Suppression, Tool } from './suppression.js';
import { coreName, findKind, isListed, toolInfo } from './tools.js';
import type { Line, Tree } from './tree.js';
import { compareVersions, existsIn, newestVersion } from './version.js';

export interface LoadOptions {
  /** Name of the file, for places. */
  readonly file: string;
  readonly tool: Tool;
  /** Valgrind's; the newest unless given. */
  readonly version?: string;
  /** `--num-callers`, in the range that limits.ts gives for the version; 12 unless given. */
  readonly numCallers?: number;
  /** So many problems are kept, the others counted; all of them unless given. */
  readonly mostProblems?: number;
}

export interface Loaded {
  /** In the order of the file. Valgrind itself has none of them when it refuses the file. */
  readonly suppressions: readonly Suppression[];
  /** In the order in which Valgrind comes upon them. */
  readonly problems: readonly SyntaxProblem[];
  /** How many there are, those that are not kept included. */
  readonly problemCount: number;
  /** The problem for which Valgrind refuses the file and ends; undefined when it takes the file. */
  readonly refused: SyntaxProblem | undefined;
}

/**
 * What one tool of one Valgrind loads from a file. An entry of another tool is skipped unread up to the next `}`,
 * wherever that is, and only the first `--num-callers` locations of an entry count or are looked at.
 *
 * Valgrind ends at the first mistake. We go on: inside the entry while its shape is clear, otherwise at the next
 * `{`. So every problem is one that Valgrind would report once those before it are mended.
 */
export function load(tree: Tree, options: LoadOptions): Loaded {
  const { file, tool, version = newestVersion, numCallers = defaultNumCallers } = options;
  const owner = toolInfo(tool);
  const core = compareVersions(version, owner.coreSince) >= 0 ? coreName(version) : undefined;
  const readsSrc = compareVersions(version, '3.14') >= 0;
  const locationLimit = maxLocations(version);

  const kinds = new Map<Kind, string>();
  const locations = new Map<string, FramePattern>();
  const suppressions: Suppression[] = [];
  const found = firstProblems(options.mostProblems ?? Infinity);
  const { lineCount, lineAt, textAt, isOpen, isClose, valgrindLineAt, lastClose, newlines, tooLong } =
    significantLines(tree);

  if (existsIn(owner, version)) {
    tooLong.forEach(abort);
    for (let at = 0; at < lineCount;) at = readEntry(at);
  }

  const { problems, count: problemCount, firstError: refused } = found.result();
  return { suppressions, problems, problemCount, refused };

  /** Reads what begins at a line, and returns the index of the line to go on with. */
  function readEntry(start: number): number {
    if (!isOpen(start)) return passStray(start);
    if (start + 1 >= lineCount || isClose(start + 1)) {
      const advice = 'This entry is empty. It needs a name, a line "Tool:Kind" and at least one location.';
      refuse(refusals.noName, lineAt(start + 1), lineAt(start)!, advice);
      return start + 2;
    }
    const head = textAt(start + 2);
    if (head === undefined) {
      const advice = 'The file ends within this entry. It needs a line "Tool:Kind".';
      refuse(refusals.noKind, undefined, lineAt(start)!, advice);
      return isOpen(start + 1) ? start + 1 : start + 2;
    }
    const colon = head.indexOf(':');
    if (colon < 0) {
      const line = lineAt(start + 2)!;
      refuse(refusals.noColon, line, line, () => explain.head(head));
      return recover(start + 1);
    }
    const names = head.slice(0, colon);
    const kindName = head.slice(colon + 1);
    if (core !== undefined && isListed(core, names)) {
      const kind = findKind(coreKinds, kindName, version);
      if (!kind) {
        const line = lineAt(start + 2)!;
        const advice = () => explain.coreKind(kindName, coreKinds, core, version);
        refuse(refusals.coreKind, line, line, advice, colon + 1);
      }
      return readRest(start, 'CoreError', kind);
    }
    // A tool without kinds has no errors of its own, and does not look for its own name.
    if (owner.kinds.length > 0 && isListed(owner.displayName, names)) {
      const kind = findKind(owner.kinds, kindName, version);
      if (!kind) {
        const line = lineAt(start + 2)!;
        const advice = () => explain.toolKind(kindName, owner, version);
        refuse(refusals.toolKind, line, line, advice, colon + 1);
      }
      return readRest(start, owner.displayName, kind);
    }
    return skip(start);
  }

  /** Lines between entries, up to the next `{`. */
  function passStray(start: number): number {
    const end = next(start + 1, isOpen);
    const first = lineAt(start)!;
    const advice = () => explain.stray(first.text, start === lineCount - 1);
    refuse(refusals.noOpen, first, first, advice, 0, lineAt(end - 1)!);
    return end;
  }

  /** An entry of another tool. */
  function skip(start: number): number {
    if (lastClose >= start + 3) return next(start + 3, isClose) + 1;
    refuse(
      refusals.notSkipped,
      undefined,
      lineAt(start)!,
      'This entry is never closed. Add a line "}" to it.',
    );
    return next(start + 3, isOpen);
  }

  /** The extra line, the locations and the `}` of an entry. The kind is undefined where it was refused. */
  function readRest(start: number, prefix: string, kind: Kind | undefined): number {
    const read = kind ? readOwnExtra(start, kind) : guessExtra(start);
    if (!read) return recover(start + 3);
    const locations = readLocations(start, read.next);
    if (kind && read.extra && locations.frames) {
      const { extra, leakKinds } = read.extra;
      const suppression: { -readonly [Key in keyof Suppression]: Suppression[Key] } = {
        name: textAt(start + 1)!,
        kind: spelled(prefix, kind),
        frames: locations.frames,
        file,
        line: valgrindLineAt(start + 1),
      };
      if (extra !== undefined) suppression.extra = extra;
      if (leakKinds !== undefined) suppression.leakKinds = leakKinds;
      suppressions.push(suppression);
    }
    return locations.next;
  }

  /** One string for all entries of a kind: they are compared all the time. */
  function spelled(prefix: string, kind: Kind): string {
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    const text = `${prefix}:${kind.aliasOf ?? kind.name}`;
    kinds.set(kind, text);
    return text;
  }

  /** Undefined when the entry cannot be read on; `extra` undefined when the line was refused. */
  function readOwnExtra(start: number, kind: Kind): { next: number; extra?: Extra } | undefined {
    const text = textAt(start + 3);
    const read = readExtra(kind.extra, text, version);
    switch (read.type) {
      case 'absent':
        return { next: start + 3, extra: {} };
      case 'obsolete':
        warn(lineAt(start + 3)!, read.extra);
        return { next: start + 4, extra: read };
      case 'read':
        return { next: start + 4, extra: read };
      case 'refused':
        refuse(refusals.extra, lineAt(start + 3), lineAt(start + 3) ?? lineAt(start + 2)!, read.message);
        if (text === undefined || text === '{' || text === '}') return undefined;
        return { next: parseLocation(text, version) ? start + 3 : start + 4 };
    }
  }

  /** After an unknown kind: a line that is no location may be the extra line of the kind that was meant. */
  function guessExtra(start: number): { next: number; extra?: undefined } {
    const text = textAt(start + 3);
    const isExtra = text !== undefined && text !== '{' && text !== '}' && !parseLocation(text, version);
    return { next: isExtra ? start + 4 : start + 3 };
  }

  /** The locations that count, from index `first` on; undefined when some were refused. */
  function readLocations(start: number, first: number): { next: number; frames?: readonly FramePattern[] } {
    const frames: FramePattern[] = [];
    let isGood = true;
    let at = first;
    for (; ; at += 1) {
      const count = at - first;
      if (at >= lineCount) {
        const advice = 'This entry is never closed. Add a line "}" after its last location.';
        refuse(refusals.notClosed, undefined, lineAt(start)!, advice);
        return { next: at };
      }
      if (isClose(at)) {
        if (count > 0) break;
        const advice = 'The entry has no location. Add at least one, e.g. "fun:NAME".';
        refuse(refusals.noLocation, lineAt(at), lineAt(at)!, advice);
        return { next: at + 1 };
      }
      if (count === locationLimit) {
        const advice = `Valgrind reads no more than ${locationLimit} locations. Remove the rest.`;
        refuse(refusals.tooMany, lineAt(at), lineAt(at)!, advice);
        return { next: recover(at) };
      }
      if (count > 0 && count >= numCallers) {
        at = next(at, isClose);
        break;
      }
      const text = textAt(at)!;
      const frame = locationOf(text);
      if (frame) {
        frames.push(frame);
        continue;
      }
      isGood = false;
      const message = readsSrc ? refusals.location : refusals.locationBeforeSrc;
      const [isLast, before] = [at === lineCount - 1, textAt(at - 1)];
      const advice = () => explain.location(text, isLast, before);
      refuse(message, lineAt(at), lineAt(at)!, advice);
      if (isOpen(at)) return { next: at };
    }
    if (isGood && frames.every(({ type }) => type === '...')) {
      const last = lineAt(first + frames.length - 1)!;
      const advice = explain.onlyWildcards(frames.length, numCallers);
      refuse(refusals.onlyWildcards, lineAt(at), lineAt(first)!, advice, 0, last);
      isGood = false;
    }
    return isGood ? { next: at + 1, frames } : { next: at + 1 };
  }

  /** Lines that say the same are one object: large sets say little that they do not say many times. */
  function locationOf(text: string): FramePattern | undefined {
    const known = locations.get(text);
    if (known) return known;
    const location = parseLocation(text, version);
    if (location) locations.set(text, location);
    return location;
  }

  /** The index of the next line like that, or the number of lines. */
  function next(from: number, isMeant: (at: number) => boolean): number {
    let at = from;
    while (at < lineCount && !isMeant(at)) at += 1;
    return at;
  }

  /** Where to go on after a mistake: after the next `}`, or at a `{` that comes before it. */
  function recover(from: number): number {
    let at = from;
    while (at < lineCount && !isOpen(at) && !isClose(at)) at += 1;
    return isClose(at) ? at + 1 : at;
  }

  /**
   * @param message Valgrind's
   * @param reached the line Valgrind has just read when it gives up, undefined at the end of the file
   * @param where the line to mend, from byte `from` of its text to the end of `last`
   * @param advice made only for what is kept, where it takes some looking around
   */
  function refuse(
    message: string,
    reached: SignificantLine | undefined,
    where: SignificantLine,
    advice: string | (() => string),
    from = 0,
    last = where,
  ): void {
    const valgrind = { message, line: reached ? reached.valgrindLine : newlines };
    add('error', reached?.source.offset ?? Infinity, where, from, last, advice, valgrind);
  }

  function warn(line: SignificantLine, parameter: string): void {
    const advice = `No error of Valgrind 3.15 or later has the parameter ${explain.quote(parameter)}. Write an index for "...".`;
    add('warning', line.source.offset, line, 0, line, advice, {
      message: obsoleteWarning(parameter),
      line: null,
    });
  }

  function abort(source: Line): void {
    const advice = `Valgrind aborts at lines longer than ${maxLineLength} bytes, comments included. Shorten it.`;
    const valgrind = { message: refusals.longLine, line: null };
    add('error', source.offset, { source }, 0, { source }, advice, valgrind);
  }

  function add(
    severity: SyntaxProblem['severity'],
    when: number,
    first: Pick<SignificantLine, 'source'>,
    from: number,
    last: Pick<SignificantLine, 'source'>,
    advice: string | (() => string),
    valgrind: SyntaxProblem['valgrind'],
  ): void {
    const [begin, end] = [first.source, last.source];
    found.add(severity, when, () => ({
      severity,
      file,
      offset: begin.offset + from,
      endOffset: end.offset + end.text.length,
      line: begin.line,
      column: begin.column + from,
      endLine: end.line,
      endColumn: end.column + end.text.length,
      message: typeof advice === 'string' ? advice : advice(),
      valgrind,
    }));
  }
}
