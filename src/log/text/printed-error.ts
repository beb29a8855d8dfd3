import { toolNamedBy, type ErrorHeader } from '../headers/index.js';
import { ownCopy } from '../own-copy.js';
import type { FrameLine } from './frame-reader.js';
import type { Stack, Stacks } from './stacks.js';

/** One error block while it is read, and until it is known whether a generated suppression follows. */
export interface PrintedError {
  /** Line of the header. */
  readonly line: number;
  /** Undefined for a text that is no error of any tool; a generated suppression may still tell the kind. */
  readonly header: ErrorHeader | undefined;
  /** The kind is not certain from the text: a generated suppression knows better. */
  readonly guessed: boolean;
  /** Header as printed; the second line of Helgrind's `PthAPIerror` follows after a newline, without its blanks. */
  what: string;
  readonly thread: string | undefined;
  /** Undefined until its first frame. */
  primary: readonly FrameLine[] | undefined;
  /** The same, where it was known as it stands. */
  whole: Stack | undefined;
  readonly auxiliary: PrintedAuxiliary[];
  /** Something was printed after the primary stack, so that it is whole. */
  primaryDone: boolean;
  /** Lines of the primary stack could not be read. */
  damaged: boolean;
  /** Set when the error is listed again: how often it happened in all. */
  readonly times: number | undefined;
  /** Listed although a suppression hid it, whose name this is. */
  readonly suppressedBy: string | undefined;
}

const none: readonly never[] = [];

/** The primary stack, which is empty for errors without one. */
export function stackOf(error: PrintedError, stacks: Stacks): Stack {
  return error.whole ?? stacks.stackOf(error.primary ?? none);
}

/** What is told of an error that is listed again. */
export interface Relisted {
  readonly times: number;
  readonly suppressedBy?: string;
}

/** An error of which the header has been read. `thread` was named before; `prelude` was printed before it. */
export function newError(
  what: string,
  line: number,
  header: ErrorHeader | undefined,
  before: {
    readonly thread: string | undefined;
    readonly prelude: PrintedAuxiliary[];
    readonly relisted: Relisted | undefined;
  },
): PrintedError {
  const { thread, prelude, relisted } = before;
  return {
    line,
    header,
    guessed: header !== undefined && guesses.has(header.kind),
    what,
    thread: threadOf(what, header, thread),
    primary: undefined,
    whole: undefined,
    auxiliary: prelude,
    primaryDone: false,
    damaged: false,
    times: relisted?.times,
    suppressedBy: relisted?.suppressedBy,
  };
}

/** The thread that a header of Helgrind or DRD names, else the one that was named before. */
function threadOf(
  what: string,
  header: ErrorHeader | undefined,
  before: string | undefined,
): string | undefined {
  const tool = header && toolNamedBy(header.kind);
  if (tool !== 'helgrind' && tool !== 'drd') return before;
  const named = / by thread #?(\d{1,9})\b|^Thread #(\d{1,9})/.exec(what);
  const own = named?.[1] ?? named?.[2];
  return own === undefined || own === before?.split(' ')[0] ? before : own;
}

/** Kinds that the text does not settle: drd's catch-all, and one that changed its name between versions. */
const guesses: ReadonlySet<string> = new Set([
  'drd:GenericErr',
  'drd:InvalidThreadId',
  'Helgrind:Misc',
  'Helgrind:Dubious',
]);

export interface PrintedAuxiliary {
  readonly caption: string;
  readonly frames: FrameLine[];
}

/** Adds a stack that has no frames yet; undefined when there are too many. */
export function addAuxiliary(to: PrintedAuxiliary[], caption: string): PrintedAuxiliary | undefined {
  if (to.length >= maxAuxiliary) return undefined;
  const auxiliary = { caption: ownCopy(caption), frames: [] };
  to.push(auxiliary);
  return auxiliary;
}

/** Where the next stack of a process goes. */
export type Slot = 'primary' | 'nowhere' | PrintedAuxiliary;

/** Bounds that real errors never reach: 500 callers are Valgrind's limit, inlined ones come on top. */
export const maxFrames = 4000;
const maxAuxiliary = 200;

/**
 * Unindented lines that go on with an error, by tool: the others begin something new. `ignored` ones tell nothing of
 * the stack that follows.
 */
const continuations: readonly (readonly [start: string, meaning: 'caption' | 'ignored'])[] = [
  ['Locks held:', 'ignored'],
  ['This conflicts with a previous ', 'caption'],
  ['Observed (incorrect) order is:', 'caption'],
  ['Required order was established by', 'caption'],
  ['Allocation context:', 'caption'],
  ['Address 0x', 'caption'],
  // Indented by Valgrind, but not by all that logs are pasted into.
  ['Location 0x', 'caption'],
  ['in frame #', 'caption'],
  ['declared at ', 'caption'],
  ['Uninitialised value was created by ', 'caption'],
  ["Block was alloc'd ", 'caption'],
  ['with error code ', 'caption'],
  ['followed by a later acquisition of lock at ', 'caption'],
  ['Lock at 0x', 'caption'],
  ['Other segment ', 'caption'],
  ['Conflicting wait call by thread ', 'caption'],
  ['(thread finished, call stack no longer available)', 'ignored'],
  ['(No origin, error cannot be suppressed)', 'ignored'],
];

const firstObserved = /^[a-z ]{1,40} 0x[0-9a-f]{1,16} was first observed at:$/i;

/** Does an unindented line go on with the error before it? */
export function continuation(text: string): 'caption' | 'ignored' | undefined {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return undefined;
  for (const [start, meaning] of continuations) if (text.startsWith(start)) return meaning;
  return firstObserved.test(text) ? 'caption' : undefined;
}

/** Captions of stacks that are printed before the header they belong to: a race's locks, the beginning of a hold time. */
export function isPrelude(caption: string): boolean {
  return (
    caption === 'Acquired at:' ||
    (caption.startsWith('Lock at 0x') && caption.endsWith(' was first observed'))
  );
}

/** A lock order error shows the first acquisition, then the second one, which is the stack that is matched. */
export function introducesPrimary(error: PrintedError, caption: string): boolean {
  return (
    error.primary === undefined &&
    error.header?.kind === 'Helgrind:LockOrder' &&
    caption.startsWith('followed by a later acquisition of lock at ')
  );
}

/** Helgrind's errors go on after empty lines; all others end with one, descriptor errors even without. */
export function spansEmptyLines(error: PrintedError): boolean {
  return error.header?.kind.startsWith('Helgrind:') ?? false;
}

/** What was printed, as far as a message quotes it. */
export function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
