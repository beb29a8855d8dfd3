import { toolOfKind, type ErrorHeader } from '../headers/index.js';
import { ownCopy } from '../own-copy.js';
import { isFirstFrame } from '../printed-frame.js';
import type { SuppressionBlock } from '../suppression-block.js';
import type { Facts } from './facts.js';
import type { FrameLine, FrameReader } from './frame-reader.js';
import type { KnownTexts } from './known-texts.js';
import { belongsTo } from './join.js';
import * as printed from './printed-error.js';
import { stackOf, type PrintedError, type Slot } from './printed-error.js';
import type { SeenBlock, Stack, Stacks } from './stacks.js';

export interface ErrorContext {
  /** The tool is learnt from an error where no banner tells it. */
  readonly facts: Facts;
  readonly frames: FrameReader;
  readonly stacks: Stacks;
  readonly texts: KnownTexts;
  readonly problem: (line: number, message: string) => void;
  /** Takes a complete error, with the suppression that was generated for it if there is one. */
  readonly deliver: (error: PrintedError, block?: SuppressionBlock) => void;
}

/** Puts the errors of one process together from its lines (reference section 5.3). */
export interface ErrorReader {
  emptyLine(): void;
  frameLine(text: string, line: number): void;
  /** A frame line that has been read before. */
  frame(frame: FrameLine, line: number): void;
  /** Lines of a stack from its first one on; more may follow. `line` is the first one's. */
  stack(whole: Stack, line: number): void;
  /** Nothing has been read that what follows may belong to. */
  awaitsRecord(): boolean;
  /** A record that has nothing but a header and a stack, and the empty line behind it. */
  record(what: string, line: number, header: ErrorHeader, whole: Stack): void;
  /** The header of the error being read, if it is in that line and says all there is to say of an error of Memcheck. */
  headerAt(line: number): ErrorHeader | undefined;
  /** No generated suppression follows the last error. */
  flush(): void;
  /** A line of one blank or more that is no frame, without its blanks. */
  indented(text: string): void;
  /** Takes an unindented line if it goes on with the error before it. */
  continues(text: string): boolean;
  /** A line that says something else: no stack below it is an error's. */
  interrupt(keepHeld: boolean): void;
  /** Any other unindented line: a header, or the text of an error that nobody knows. */
  unknown(text: string, line: number): void;
  /** The error that follows was listed before. */
  relist(context: { readonly times: number; readonly suppressedBy?: string }): void;
  /** A line is lost. */
  torn(): void;
  /** A crash report of the tool has begun; false when one had before. */
  crash(): boolean;
  /** The generated suppression that was last seen with the stack of the last error. */
  seenBlock(): SeenBlock | undefined;
  blockBegins(): void;
  join(block: SuppressionBlock): boolean;
  /** The lines end here. */
  finish(): void;
}

export function createErrorReader({
  facts,
  frames,
  stacks,
  texts,
  problem,
  deliver,
}: ErrorContext): ErrorReader {
  /** The error being read; the complete one that may still get its suppression. */
  let open: PrintedError | undefined;
  let held: PrintedError | undefined;
  /** Stacks printed before the header they belong to. */
  let prelude: printed.PrintedAuxiliary[] = [];
  /** Where the next stack goes; undefined: to an error whose header is `candidate`, if that is the line before. */
  let slot: Slot | undefined;
  /** The stack being read; `whole`: the primary one, which was known as it stands. */
  let stack: FrameLine[] | 'whole' | 'nowhere' | undefined;
  /** The last line, when it was none that is known. */
  let candidate: { readonly text: string; readonly line: number } | undefined;
  /** Set by `N errors in context I of C:` for the error that follows. */
  let relisted: { readonly times: number; readonly suppressedBy?: string } | undefined;
  let crashed = false;

  function emptyLine(): void {
    stack = undefined;
    candidate = undefined;
    if (!open) slot = undefined;
    else if (open.primary) {
      open.primaryDone = true;
      if (!printed.spansEmptyLines(open)) close();
    }
  }

  function frameLine(text: string, line: number): void {
    if (isFirstFrame(text)) beginStack(line);
    const to = readStack();
    if (to) addFrame(frames.read(text), to, line);
  }

  /** Where the next frame goes. */
  function readStack(): FrameLine[] | undefined {
    if (stack === 'whole') {
      // Others have its lines as well, to which none can be added.
      stack = [...open!.primary!];
      open!.primary = stack;
      open!.whole = undefined;
    }
    return stack === 'nowhere' ? undefined : stack;
  }

  function addFrame(frame: FrameLine | undefined, to: FrameLine[], line: number): void {
    if (frame && to.length < printed.maxFrames) to.push(frame);
    else {
      problem(line, frame ? 'a stack of too many frames' : 'a stack line that cannot be read');
      if (open && to === open.primary) open.damaged = true;
      stack = 'nowhere';
    }
  }

  function beginStack(line: number): void {
    if (open?.primary) open.primaryDone = true;
    if (!open && !slot && candidate && !crashed) {
      // Only a stack directly below tells an error of unknown text from any other message.
      const header: ErrorHeader | undefined = facts.tool === 'drd' ? { kind: 'drd:GenericErr' } : undefined;
      begin(candidate.text, candidate.line, header);
    }
    candidate = undefined;
    if (slot === 'primary' && open) {
      stack = [];
      open.primary = stack;
      slot = undefined;
    } else if (typeof slot === 'object') {
      stack = slot.frames;
      slot = undefined;
    } else if (open) {
      stack = addAuxiliary(open.auxiliary, '')?.frames ?? 'nowhere';
    } else {
      if (!crashed && slot !== 'nowhere') problem(line, 'a stack without the error it belongs to');
      stack = 'nowhere';
    }
  }

  function indented(text: string): void {
    stack = undefined;
    candidate = undefined;
    if (open) {
      if (
        !open.primary &&
        open.header?.kind === 'Helgrind:PthAPIerror' &&
        text.startsWith('with error code')
      ) {
        open.what += ownCopy(`\n${text}`);
      } else caption(text);
    } else if (printed.isPrelude(text) || prelude.length > 0) {
      slot = addAuxiliary(prelude, text) ?? 'nowhere';
    } else slot = 'nowhere';
  }

  /** A line that introduces a stack other than the primary one, or that only explains. */
  function caption(text: string): void {
    if (!open) return;
    stack = undefined;
    if (open.primary) open.primaryDone = true;
    if (printed.introducesPrimary(open, text)) {
      slot = 'primary';
      return;
    }
    const auxiliary = addAuxiliary(open.auxiliary, text);
    const wait = !open.primary && open.header?.kind !== 'Helgrind:LockOrder';
    slot = wait ? 'primary' : (auxiliary ?? 'nowhere');
  }

  function continues(text: string): boolean {
    stack = undefined;
    const more = open && printed.continuation(text);
    if (more === 'caption') caption(text);
    return more !== undefined;
  }

  function unknown(text: string, line: number): void {
    if (printed.isPrelude(text)) {
      close();
      flush();
      slot = addAuxiliary(prelude, text) ?? 'nowhere';
      return;
    }
    const header = crashed ? undefined : texts.header(text, facts.tool, facts.valgrind);
    if (header) {
      begin(text, line, header);
      return;
    }
    close();
    if (text.startsWith('----')) prelude = [];
    slot = crashed ? 'nowhere' : undefined;
    candidate = { text, line };
    // Up to 3.22 the descriptors open at exit are listed with stacks, but are no errors.
    if (facts.valgrind !== undefined && openDescriptor.test(text)) slot = 'nowhere';
  }

  /** A header: a new error begins, and the one before it is complete. */
  function begin(what: string, line: number, header: ErrorHeader | undefined): void {
    close();
    flush();
    const kindTool = header && toolOfKind(header.kind);
    facts.tool ??= kindTool;
    const own = kindTool === 'helgrind' || kindTool === 'drd' ? threadNamedIn(what) : undefined;
    const inThread = own !== undefined && own !== facts.thread?.split(' ')[0] ? own : facts.thread;
    open = {
      line,
      header,
      guessed: header !== undefined && guesses.has(header.kind),
      what,
      thread: inThread,
      primary: undefined,
      whole: undefined,
      auxiliary: prelude,
      primaryDone: false,
      damaged: false,
      times: relisted?.times,
      suppressedBy: relisted?.suppressedBy,
    };
    prelude = [];
    relisted = undefined;
    candidate = undefined;
    slot = 'primary';
  }

  /** The open error is complete; it waits for a generated suppression. */
  function close(): void {
    if (!open) return;
    const error = open;
    open = undefined;
    slot = undefined;
    stack = undefined;
    if (error.damaged) {
      problem(error.line, `the stack of this error cannot be read: ${printed.shorten(error.what)}`);
    } else if (error.primary || error.header?.kind === 'CoreError:FdNotClosed') {
      flush();
      held = error;
    } else if (error.header && !error.guessed) {
      problem(error.line, `an error without stack: ${printed.shorten(error.what)}`);
    }
  }

  /** No suppression followed. */
  function flush(): void {
    if (!held) return;
    const error = held;
    held = undefined;
    deliver(error);
  }

  /** An error at the very end may lack frames: it is used only when its primary stack is known to be whole. */
  function closeLast(): void {
    if (open?.primary && !open.primaryDone && !open.damaged) {
      const last = open.primary.at(-1)?.name;
      if (last !== 'main' && last !== '(below main)') {
        problem(open.line, `the log ends within the stack of this error: ${printed.shorten(open.what)}`);
        open = undefined;
      }
    }
    close();
    flush();
  }

  return {
    emptyLine,
    frameLine,
    frame(frame, line) {
      if (frame.isFirst) beginStack(line);
      const to = readStack();
      if (to) addFrame(frame, to, line);
    },
    stack(whole, line) {
      beginStack(line);
      if (open && stack === open.primary) {
        stack = 'whole';
        open.primary = whole.lines;
        open.whole = whole;
      } else
        for (const frame of whole.lines) {
          const to = readStack();
          if (to) addFrame(frame, to, line++);
        }
    },
    awaitsRecord: () => !open && !relisted && !crashed && prelude.length === 0,
    record(what, line, header, whole) {
      begin(what, line, header);
      open!.primary = whole.lines;
      open!.whole = whole;
      emptyLine();
    },
    headerAt(line) {
      const header = open?.line === line ? open.header : undefined;
      return header?.kind.startsWith('Memcheck:') && header.leakKind === undefined ? header : undefined;
    },
    flush,
    indented,
    continues,
    unknown,
    finish: closeLast,
    interrupt(keepHeld) {
      candidate = undefined;
      close();
      slot = 'nowhere';
      if (!keepHeld) flush();
    },
    relist(context) {
      relisted = context;
    },
    torn() {
      if (open && (stack === 'whole' || stack === open.primary)) open.damaged = true;
      stack = 'nowhere';
    },
    crash() {
      close();
      flush();
      const isFirst = !crashed;
      crashed = true;
      candidate = undefined;
      slot = 'nowhere';
      stack = undefined;
      return isFirst;
    },
    seenBlock() {
      const error = open ?? held;
      return error && stackOf(error, stacks).seen;
    },
    blockBegins() {
      if (open?.primary) open.primaryDone = true;
      close();
    },
    join(block) {
      // Descriptor errors and Helgrind's may still be open when another process prints in between.
      if (!held && open?.primaryDone && belongsTo(block, open, facts.valgrind, stacks)) close();
      if (!held) return false;
      const fits = belongsTo(block, held, facts.valgrind, stacks);
      if (!fits && held.suppressedBy === undefined) return false;
      const error = held;
      held = undefined;
      if (fits) stacks.see(stackOf(error, stacks), block);
      deliver(error, fits ? block : undefined);
      return true;
    },
  };
}

function threadNamedIn(what: string): string | undefined {
  const named = / by thread #?(\d{1,9})\b|^Thread #(\d{1,9})/.exec(what);
  return named?.[1] ?? named?.[2];
}

const openDescriptor = /^Open (?:file descriptor|[A-Z][A-Za-z0-9_]{0,40} socket) /;

/** Kinds that the text does not settle: drd's catch-all, and one that changed its name between versions. */
const guesses: ReadonlySet<string> = new Set([
  'drd:GenericErr',
  'drd:InvalidThreadId',
  'Helgrind:Misc',
  'Helgrind:Dubious',
]);

function addAuxiliary(to: printed.PrintedAuxiliary[], caption: string): printed.PrintedAuxiliary | undefined {
  if (to.length >= printed.maxAuxiliary) return undefined;
  const auxiliary = { caption: ownCopy(caption), frames: [] };
  to.push(auxiliary);
  return auxiliary;
}
