import type { Tool } from '../../suppression/suppression.js';
import { readHeader, toolOfKind, type ErrorHeader } from '../headers/index.js';
import type { LogSink, Notice, Process, UsedSuppression } from '../sink.js';
import { createDelivered } from './delivered.js';
import { belongsTo } from './join.js';
import { readDebugMessage, readMessage, type Message } from './messages.js';
import { numCallersOf, suppresses } from '../options.js';
import * as printed from './printed-error.js';
import type { PrintedError, Slot } from './printed-error.js';
import { ownCopy } from '../own-copy.js';
import { isFirstFrame, isFrameLine, type FrameReader, type PrintedFrame } from '../printed-frame.js';
import type { SuppressionBlock } from '../suppression-block.js';
import { toFinding } from './to-finding.js';

/** What a process reader needs from the log it is in. */
export interface ProcessContext {
  readonly log: string;
  readonly sink: LogSink;
  readonly problem: (line: number, message: string) => void;
  readonly readFrame: FrameReader;
  readonly pid: number;
  /** Line of the first sign of the process. */
  readonly line: number;
  /** From the last banner of another process in the log: a forked child prints none. */
  readonly tool: Tool | undefined;
  readonly valgrind: string | undefined;
}

/** Reads the lines of one process, in order, without their prefix. */
export interface ProcessReader {
  /** A `==PID==` line. */
  message(text: string, line: number): void;
  /** A `--PID--` line. */
  debug(text: string, line: number): void;
  /** A line of this process was overwritten by another one: what stood in it is lost. */
  torn(line: number): void;
  /** A crash report of the tool has begun, on lines without prefix: no stack after it is a finding's. */
  crash(text: string, line: number): void;
  /** A generated suppression begins: the error before it is complete, with or without an empty line. */
  blockBegins(): void;
  /** Joins a generated suppression to the last error, or to the one being read, if it was made for it. */
  join(block: SuppressionBlock): boolean;
  /** Delivers what is left: the log ends here, or another program goes on under the same pid. */
  finish(): void;
  readonly pid: number;
  /** Line of the first sign of the process. */
  readonly line: number;
  readonly tool: Tool | undefined;
  readonly valgrind: string | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function createProcessReader(context: ProcessContext): ProcessReader {
  const { log, sink, problem, readFrame, pid } = context;
  const about: Mutable<Process> = {
    log,
    line: context.line,
    pid,
    suppressedSome: false,
    usedSuppressions: [],
  };
  const usedSuppressions: UsedSuppression[] = [];
  let { tool, valgrind } = context;
  let options: string[] | undefined;
  let readingOptions = false;

  /** The error being read; the complete one that may still get its suppression. */
  let open: PrintedError | undefined;
  let held: PrintedError | undefined;
  /** Stacks printed before the header they belong to. */
  let prelude: printed.PrintedAuxiliary[] = [];
  /** Where the next stack goes; undefined: to an error whose header is `candidate`, if that is the line before. */
  let slot: Slot | undefined;
  /** The stack being read. */
  let stack: PrintedFrame[] | 'nowhere' | undefined;
  /** The last line, when it was none that is known. */
  let candidate: { readonly text: string; readonly line: number } | undefined;
  let thread: string | undefined;
  /** Set by `N errors in context I of C:` for the error that follows. */
  let relisted: { readonly times: number; readonly suppressedBy?: string } | undefined;
  let lastContext = 0;
  let crashed = false;

  const delivered = createDelivered(sink);

  function message(text: string, line: number): void {
    readingOptions = false;
    if (text === '') return emptyLine();
    if (isFrameLine(text)) return frameLine(text, line);
    if (text.charCodeAt(0) === 0x20) return indented(text.trim());
    unindented(text.trimEnd(), line);
  }

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
    if (stack === 'nowhere' || stack === undefined) return;
    const frame = readFrame(text);
    if (frame && stack.length < printed.maxFrames) stack.push(frame);
    else {
      problem(line, frame ? 'a stack of too many frames' : 'a stack line that cannot be read');
      if (open && stack === open.primary) open.damaged = true;
      stack = 'nowhere';
    }
  }

  function beginStack(line: number): void {
    if (open?.primary) open.primaryDone = true;
    if (!open && !slot && candidate && !crashed) {
      // Only a stack directly below tells an error of unknown text from any other message.
      const header: ErrorHeader | undefined = tool === 'drd' ? { kind: 'drd:GenericErr' } : undefined;
      begin(candidate.text, candidate.line, header);
    }
    candidate = undefined;
    if (slot === 'primary' && open) {
      open.primary = [];
      stack = open.primary;
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

  function unindented(text: string, line: number): void {
    stack = undefined;
    if (open) {
      const more = printed.continuation(text);
      if (more === 'caption') return caption(text);
      if (more === 'ignored') return;
    }
    const said = readMessage(text);
    if (said) {
      candidate = undefined;
      close();
      return obey(said, text, line);
    }
    if (printed.isPrelude(text)) {
      close();
      flush();
      slot = addAuxiliary(prelude, text) ?? 'nowhere';
      return;
    }
    const header = crashed ? undefined : readHeader(text, tool, valgrind);
    if (header) {
      begin(text, line, header);
      return;
    }
    close();
    if (text.startsWith('----')) prelude = [];
    slot = crashed ? 'nowhere' : undefined;
    candidate = { text, line };
    // Up to 3.22 the descriptors open at exit are listed with stacks, but are no errors.
    if (valgrind !== undefined && /^Open (?:file descriptor|[A-Z][A-Za-z0-9_]{0,40} socket) /.test(text)) {
      slot = 'nowhere';
    }
  }

  function obey(said: Message, text: string, line: number): void {
    slot = 'nowhere';
    if (said.type !== 'thread') flush();
    switch (said.type) {
      case 'banner':
        tool = said.tool;
        break;
      case 'version':
        valgrind = said.valgrind;
        about.valgrind = said.valgrind;
        break;
      case 'command':
        about.command = ownCopy(said.command);
        // Memcheck names a thread only when it is not the one named before, and the first is number 1.
        if (tool !== 'helgrind') thread = '1';
        break;
      case 'thread':
        thread = ownCopy(said.thread);
        break;
      case 'context':
        // The list can be asked for more than once while the program runs: the last one counts.
        if (said.index <= lastContext) delivered.forgetList();
        lastContext = said.index;
        relisted = said;
        break;
      case 'summary':
        about.summary = said.summary;
        about.suppressed = said.suppressed;
        break;
      case 'notice':
        if (said.notice === 'tool-crash') crash(text, line);
        else notice(said.notice, text, line);
        break;
      case 'other':
        break;
    }
  }

  function notice(type: Notice['type'], text: string, line: number): void {
    sink.notice({ log, line, type, text: ownCopy(text) });
  }

  function crash(text: string, line: number): void {
    close();
    flush();
    if (!crashed) notice('tool-crash', text, line);
    crashed = true;
    candidate = undefined;
    slot = 'nowhere';
    stack = undefined;
  }

  /** A header: a new error begins, and the one before it is complete. */
  function begin(what: string, line: number, header: ErrorHeader | undefined): void {
    close();
    flush();
    const kindTool = header && toolOfKind(header.kind);
    tool ??= kindTool;
    const named = / by thread #?(\d{1,9})\b|^Thread #(\d{1,9})/.exec(what);
    const own = kindTool === 'helgrind' || kindTool === 'drd' ? (named?.[1] ?? named?.[2]) : undefined;
    const inThread = own !== undefined && own !== thread?.split(' ')[0] ? own : thread;
    open = {
      line,
      header,
      guessed: header !== undefined && guesses.has(header.kind),
      what: ownCopy(what),
      ...(inThread === undefined ? {} : { thread: inThread }),
      auxiliary: prelude,
      primaryDone: false,
      damaged: false,
      ...(relisted ? { times: relisted.times } : {}),
      ...(relisted?.suppressedBy === undefined ? {} : { suppressedBy: relisted.suppressedBy }),
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
      problem(error.line, `the stack of this error cannot be read: ${shorten(error.what)}`);
    } else if (error.primary || error.header?.kind === 'CoreError:FdNotClosed') {
      flush();
      held = error;
    } else if (error.header && !error.guessed) {
      problem(error.line, `an error without stack: ${shorten(error.what)}`);
    }
  }

  /** No suppression followed. */
  function flush(): void {
    if (!held) return;
    const error = held;
    held = undefined;
    deliver(error, undefined);
  }

  function deliver(error: PrintedError, block: SuppressionBlock | undefined): void {
    if (error.suppressedBy !== undefined) about.suppressedSome = true;
    const finding = toFinding(error, block, { log, pid, tool, command: about.command, options });
    if (!finding) {
      if (error.suppressedBy !== undefined) return;
      problem(error.line, `a stack below a text that is no known error: ${shorten(error.what)}`);
      return;
    }
    delivered.deliver(finding, error);
  }

  /** An error at the very end may lack frames: it is used only when its primary stack is known to be whole. */
  function closeLast(): void {
    if (open?.primary && !open.primaryDone && !open.damaged) {
      const last = open.primary.at(-1)?.name;
      if (last !== 'main' && last !== '(below main)') {
        problem(open.line, `the log ends within the stack of this error: ${shorten(open.what)}`);
        open = undefined;
      }
    }
    close();
    flush();
  }

  return {
    message,
    debug(text, line) {
      const said = readDebugMessage(text);
      if (said.type === 'options') {
        options = [];
        readingOptions = true;
      } else if (said.type === 'option') {
        if (readingOptions && options && options.length < 1000) options.push(ownCopy(said.option));
      } else {
        readingOptions = false;
        if (said.type === 'used-suppression') usedSuppressions.push(said.used);
        else if (said.type === 'notice' && said.notice === 'tool-crash') crash(text, line);
        else if (said.type === 'notice') notice(said.notice, text, line);
      }
    },
    torn(line) {
      problem(line, 'a line was written over by that of another process');
      if (open && stack === open.primary) open.damaged = true;
      stack = 'nowhere';
    },
    crash,
    blockBegins() {
      if (open?.primary) open.primaryDone = true;
      close();
    },
    join(block) {
      // Descriptor errors and Helgrind's may still be open when another process prints in between.
      if (!held && open?.primaryDone && belongsTo(block, open, valgrind)) close();
      if (!held) return false;
      const fits = belongsTo(block, held, valgrind);
      if (!fits && held.suppressedBy === undefined) return false;
      const error = held;
      held = undefined;
      deliver(error, fits ? block : undefined);
      return true;
    },
    finish() {
      closeLast();
      delivered.sendList();
      const numCallers = numCallersOf(options);
      sink.process({
        ...about,
        ...(tool === undefined ? {} : { tool }),
        ...(valgrind === undefined ? {} : { valgrind }),
        ...(options === undefined ? {} : { options }),
        ...(numCallers === undefined ? {} : { numCallers }),
        suppressedSome:
          about.suppressedSome ||
          usedSuppressions.length > 0 ||
          (about.suppressed?.errors ?? 0) > 0 ||
          (options?.some(suppresses) ?? false),
        usedSuppressions,
      });
    },
    pid,
    line: context.line,
    get tool() {
      return tool;
    },
    get valgrind() {
      return valgrind;
    },
  };
}

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

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
