import type { Finding, Frame } from '../finding/finding.js';
import { roleOf } from '../finding/roles.js';
import { globMatches, globsIntersect } from '../match/glob.js';
import { objMatches } from '../match/obj.js';
import { funMatches } from '../match/fun.js';
import type { FramePattern } from '../suppression/suppression.js';
import { isOfCLibrary } from './c-library-code.js';

/** What the user calls own code; empty: everything outside the system directories. */
export type OwnCode = readonly FramePattern[];

const systemDirectory = /^\/(?:usr\/(?!local\/)|lib(?:32|64|x32)?\/|bin\/|sbin\/|nix\/store\/|gnu\/store\/)/;

/** Valgrind's preloaded objects belong to no program, wherever Valgrind is installed. */
const preloaded = /\/vgpreload_[^/]*$/;

/**
 * Reads `--own obj:PATTERN`, `fun:PATTERN` or `src:PATTERN`; undefined for anything else.
 */
export function ownPattern(text: string): FramePattern | undefined {
  const found = /^(obj|fun|src):(.+)$/s.exec(text);
  if (!found) return undefined;
  const [, type, pattern] = found;
  if (type === 'src') return { type: 'src', file: pattern!, line: 0 };
  return { type: type as 'obj' | 'fun', pattern: pattern! };
}

/**
 * The libraries of the directory of installed ones that a path is in, as a pattern. It fits `/usr/lib64` as well as `/usr/lib`,
 * for systems differ in that. Undefined for programs, and where own code could be in that directory as well.
 */
export function installedIn(path: string, own: OwnCode): string | undefined {
  const directory = /^(\/(?:usr\/)?lib)(?:32|64|x32)?\/.*\.so\b/.exec(path)?.[1];
  if (directory === undefined) return undefined;
  const pattern = `${directory}*/*.so*`;
  const couldBeOwn = own.some((each) => each.type !== 'obj' || globsIntersect(each.pattern, pattern));
  return couldBeOwn ? undefined : pattern;
}

/** Why a frame counts as own code, or undefined when it does not. */
export function ownReason(frame: Frame, own: OwnCode): string | undefined {
  if (own.length > 0) return own.some((pattern) => isOwn(frame, pattern)) ? 'own code' : undefined;
  if (frame.obj !== undefined)
    return frame.obj === '???' || systemDirectory.test(frame.obj) || preloaded.test(frame.obj)
      ? undefined
      : `${frame.obj} is outside the system directories`;
  return frame.file && !isOfCLibrary(frame)
    ? `${frame.file} may be own code: the log does not tell its object`
    : undefined;
}

function isOwn(frame: Frame, pattern: FramePattern): boolean {
  switch (pattern.type) {
    case 'fun':
      return (
        funMatches(pattern.pattern, frame) === 'yes' ||
        (frame.demangled !== undefined && globMatches(pattern.pattern, frame.demangled))
      );
    case 'obj':
      // A frame with source but without object may come from that object: in doubt it is own, hence real.
      return frame.obj === undefined
        ? !!frame.file && !isOfCLibrary(frame)
        : objMatches(pattern.pattern, frame) === 'yes';
    case 'src':
      return !!frame.file && globMatches(pattern.file, frame.file);
    default:
      return false;
  }
}

/**
 * The first reason for which own code is part of what happened: it is on a stack of the finding, or did the other half of it.
 * Which half of a race is the primary stack is a matter of time. Where a block was allocated or a lock first seen says nothing.
 */
export function ownFrameReason(finding: Finding, own: OwnCode): string | undefined {
  for (const frames of [finding.frames, ...finding.variants]) {
    const reason = firstReason(frames, own);
    if (reason !== undefined) return reason;
    if (finding.kind === 'Memcheck:Leak' && isLostByUnknownCode(frames)) return unknownCode;
  }
  for (const { caption, frames } of [...finding.auxiliary, ...finding.origins]) {
    const half = otherHalves.find(({ begins }) => begins.test(caption));
    const reason = half && firstReason(frames, own);
    if (reason !== undefined) return `${reason} (${half!.what})`;
  }
  return undefined;
}

const unknownCode =
  'what allocated is of a library that was unloaded, and may be own code (--keep-debuginfo=yes tells)';

/** Leaks are told at the end, when Valgrind has forgotten the names of what is no longer loaded. */
function isLostByUnknownCode(frames: readonly Frame[]): boolean {
  const owner = frames.find((frame) => roleOf(frame) !== 'allocator' && !isOfCLibrary(frame));
  return owner !== undefined && owner.obj === '???' && roleOf(owner) === 'unnamed';
}

/** How Valgrind introduces them. */
const otherHalves = [
  { begins: /^\s*This conflicts with a previous /, what: 'the other access' },
  { begins: /^\s*Address .* free'd$/, what: 'where the block was freed' },
  { begins: /^\s*Uninitialised value was created /, what: 'where the undefined value comes from' },
];

function firstReason(frames: readonly Frame[], own: OwnCode): string | undefined {
  for (const frame of frames) {
    const reason = ownReason(frame, own);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
