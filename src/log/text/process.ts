import type { Tool } from '../../suppression/suppression.js';
import { decode } from '../detect.js';
import { ownCopy } from '../own-copy.js';
import { isFrameLine } from '../printed-frame.js';
import type { LogSink, Notice } from '../sink.js';
import type { SuppressionBlock } from '../suppression-block.js';
import { createDelivered } from './delivered.js';
import { ErrorReader } from './error-reader.js';
import { createFactsReader } from './facts.js';
import type { ErrorHeader } from '../headers/index.js';
import type { FrameLine, FrameReader } from './frame-reader.js';
import type { KnownTexts } from './known-texts.js';
import { readDebugMessage, type Message } from './messages.js';
import { shorten, type PrintedError } from './printed-error.js';
import type { SeenBlock, Stack, Stacks } from './stacks.js';
import { identify } from './to-finding.js';
import type { WholeRecords } from './whole-records.js';

/** What a process reader needs from the log it is in. */
export interface ProcessContext {
  readonly log: string;
  readonly sink: LogSink;
  readonly problem: (line: number, message: string) => void;
  readonly frames: FrameReader;
  readonly wholeRecords: WholeRecords;
  readonly stacks: Stacks;
  readonly texts: KnownTexts;
  /** One object for the log. */
  readonly scope: object;
  /** No other process that is followed has it. */
  readonly key: string;
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
  /** A `==PID==` line that is a known frame. */
  frame(frame: FrameLine, line: number): void;
  /** `==PID==` lines of a stack from its first one on; more may follow. `line` is the first one's. */
  stack(stack: Stack, line: number): void;
  /** Can `records` be told what it finds? */
  awaitsRecord(): boolean;
  /**
   * So many records that were found as they stand in a part of the log, of which the first begins in line `line`. Gives how
   * many lines they are, with the empty ones behind them.
   */
  records(count: number, bytes: Uint8Array, line: number): number;
  /** What the line was the header of, if that is all there is to say of an error of Memcheck. */
  headerAt(line: number): ErrorHeader | undefined;
  /** A `==PID==` line without text. */
  emptyLine(): void;
  /** A `--PID--` line. */
  debug(text: string, line: number): void;
  /** A line of this process was overwritten by another one: what stood in it is lost. */
  torn(line: number): void;
  /** A crash report of the tool has begun, on lines without prefix: no stack after it is a finding's. */
  crash(text: string, line: number): void;
  /** The generated suppression that was last seen with the stack of the last error. */
  seenBlock(): SeenBlock | undefined;
  /** A generated suppression begins: the error before it is complete, with or without an empty line. */
  blockBegins(): void;
  /** Joins a generated suppression to the last error, or to the one being read, if it was made for it. */
  join(block: SuppressionBlock): boolean;
  /** Delivers what is left: the log ends here, or another program goes on under the same pid. */
  finish(): void;
  readonly key: string;
  readonly pid: number;
  /** Line of the first sign of the process. */
  readonly line: number;
  readonly tool: Tool | undefined;
  readonly valgrind: string | undefined;
}

export function createProcessReader(context: ProcessContext): ProcessReader {
  const {
    log,
    sink,
    problem,
    frames,
    wholeRecords,
    stacks,
    texts,
    scope,
    key,
    pid,
    line: firstLine,
  } = context;
  const told = createFactsReader(context);
  const { facts } = told;
  const delivered = createDelivered(sink, stacks, facts);
  const errors = new ErrorReader({ facts, frames, stacks, texts, problem, deliver });
  let lastContext = 0;

  function deliver(error: PrintedError, block?: SuppressionBlock): void {
    if (error.suppressedBy !== undefined) told.sawSuppressed();
    const identity = identify(error, block, stacks);
    if (identity) delivered.deliver(error, identity);
    else if (error.suppressedBy === undefined)
      problem(error.line, `a stack below a text that is no known error: ${shorten(error.what)}`);
  }

  function message(text: string, line: number): void {
    told.endOptions();
    if (text === '') errors.emptyLine();
    else if (text.charCodeAt(0) !== 0x20) unindented(text.trimEnd(), line);
    else if (isFrameLine(text)) errors.frameLine(text, line);
    else errors.indented(text.trim());
  }

  function unindented(text: string, line: number): void {
    if (errors.continues(text)) return;
    const said = texts.message(text);
    if (said) obey(said, text, line);
    else errors.unknown(text, line);
  }

  function obey(said: Message, text: string, line: number): void {
    // A thread is named between an error and its suppression.
    errors.interrupt(said.type === 'thread');
    told.hear(said);
    if (said.type === 'context') {
      // The list can be asked for more than once while the program runs: the last one counts.
      if (said.index <= lastContext) delivered.forgetList();
      lastContext = said.index;
      errors.relist(said);
    } else if (said.type === 'notice') note(said.notice, text, line);
  }

  function note(type: Notice['type'], text: string, line: number): void {
    if (type === 'tool-crash') crash(text, line);
    else sink.notice({ log, line, type, text: ownCopy(text) });
  }

  function crash(text: string, line: number): void {
    if (errors.crash()) sink.notice({ log, line, type: 'tool-crash', text: ownCopy(text) });
  }

  return {
    message,
    frame(frame, line) {
      told.endOptions();
      errors.frame(frame, line);
    },
    stack(stack, line) {
      told.endOptions();
      errors.wholeStack(stack, line);
    },
    awaitsRecord: () => facts.tool === 'memcheck' && sink.more !== undefined && errors.awaitsRecord(),
    records(count, bytes, line) {
      told.endOptions();
      const first = line;
      const within = facts.options ?? scope;
      errors.flush();
      for (let i = 0; i < count; i++) {
        const record = wholeRecords.record(i);
        // A suppression may follow the last one.
        const isLast = i + 1 === count;
        if (isLast || !delivered.again(record, within)) {
          const what = decode(bytes.subarray(record.at, record.end)).trimEnd();
          errors.record(what, line, wholeRecords.header(record), record.known.stack);
          if (!isLast) {
            errors.flush();
            delivered.remember(record, within);
          }
        }
        line += record.depth + 2;
      }
      return line - first;
    },
    headerAt: (line) => errors.headerAt(line),
    emptyLine() {
      told.endOptions();
      errors.emptyLine();
    },
    debug(text, line) {
      const said = readDebugMessage(text);
      told.hearDebug(said);
      if (said.type === 'notice') note(said.notice, text, line);
    },
    torn(line) {
      problem(line, 'a line was written over by that of another process');
      errors.torn();
    },
    crash,
    seenBlock: () => errors.seenBlock(),
    blockBegins: () => errors.blockBegins(),
    join: (block) => errors.join(block),
    finish() {
      errors.finish();
      delivered.sendList();
      sink.process(told.process());
    },
    key,
    pid,
    line: firstLine,
    get tool() {
      return facts.tool;
    },
    get valgrind() {
      return facts.valgrind;
    },
  };
}
