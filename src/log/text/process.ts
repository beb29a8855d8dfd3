import type { Tool } from '../../suppression/suppression.js';
import { decode } from '../detect.js';
import { firstError } from '../lost.js';
import { ownCopy } from '../own-copy.js';
import { indentedAnew, isFrameLine } from '../printed-frame.js';
import type { LogSink, Notice } from '../sink.js';
import type { SuppressionBlock } from '../suppression-block.js';
import { createDelivered, type Delivered } from './delivered.js';
import { ErrorReader, type ErrorContext } from './error-reader.js';
import { createFactsReader, type FactsReader, type FirstSign } from './facts.js';
import type { ErrorHeader } from '../headers/index.js';
import type { FrameLine, FrameReader } from './frame-reader.js';
import type { KnownTexts } from './known-texts.js';
import { readDebugMessage, type Message } from './messages.js';
import { shorten, type PrintedError } from './printed-error.js';
import type { SeenBlock, Stack, Stacks } from './stacks.js';
import { identify } from './to-finding.js';
import type { WholeRecords } from './whole-records.js';

/** What the process readers of a log have in common. */
export interface ProcessContext {
  readonly log: string;
  readonly sink: LogSink;
  readonly problem: (line: number, message: string) => void;
  readonly frames: FrameReader;
  readonly wholeRecords: WholeRecords;
  readonly stacks: Stacks;
  readonly texts: KnownTexts;
}

/**
 * Reads the lines of one process, in order, without their prefix. A class for the reason that `ErrorReader` is one.
 */
export class ProcessReader {
  private readonly told: FactsReader;
  private readonly delivered: Delivered;
  private readonly errors: ErrorReader;
  private lastContext = 0;

  constructor(
    private readonly context: ProcessContext,
    /** No other process that is followed has it. */
    readonly key: string,
    private readonly first: FirstSign,
  ) {
    this.told = createFactsReader(context.log, first);
    const { facts } = this.told;
    const { sink, frames, stacks, texts, problem } = context;
    this.delivered = createDelivered(sink, stacks, facts);
    const deliver: ErrorContext['deliver'] = (error, block) => this.deliver(error, block);
    this.errors = new ErrorReader({ facts, frames, stacks, texts, problem, deliver });
  }

  get pid(): number {
    return this.first.pid;
  }

  /** Line of the first sign of the process. */
  get line(): number {
    return this.first.line;
  }

  get tool(): Tool | undefined {
    return this.told.facts.tool;
  }

  get valgrind(): string | undefined {
    return this.told.facts.valgrind;
  }

  /** Line of its banner, if the process has not told its end. */
  get unended(): number | undefined {
    return this.told.unended();
  }

  /** A `==PID==` line. */
  message(text: string, line: number): void {
    this.told.endOptions();
    if (text === '') this.errors.emptyLine();
    else if (isFrameLine(text)) this.errors.frameLine(text, line);
    else this.noFrameLine(text, line);
  }

  private noFrameLine(text: string, line: number): void {
    const frame = indentedAnew(text);
    if (frame !== undefined) this.errors.frameLine(frame, line);
    // Whoever pasted the log left frames out.
    else if (text.trim() === '...') this.errors.torn();
    else if (text.charCodeAt(0) !== 0x20) this.unindented(text.trimEnd(), line);
    else this.errors.indented(text.trim());
  }

  /** A `==PID==` line that is a known frame. */
  frame(frame: FrameLine, line: number): void {
    this.told.endOptions();
    this.errors.frame(frame, line);
  }

  /** `==PID==` lines of a stack from its first one on; more may follow. `line` is the first one's. */
  stack(stack: Stack, line: number): void {
    this.told.endOptions();
    this.errors.wholeStack(stack, line);
  }

  /** Can `records` be told what it finds? */
  awaitsRecord(): boolean {
    return this.tool === 'memcheck' && this.errors.awaitsRecord();
  }

  /**
   * So many records that were found as they stand in a part of the log, of which the first begins in line `line`. Gives how
   * many lines they are, with the empty ones behind them.
   */
  records(count: number, bytes: Uint8Array, line: number): number {
    const { told, delivered, errors } = this;
    const { wholeRecords } = this.context;
    told.endOptions();
    const first = line;
    errors.flush();
    for (let i = 0; i < count; i++) {
      const record = wholeRecords.record(i);
      // A suppression may follow the last one.
      const isLast = i + 1 === count;
      if (isLast || !delivered.deliverAgain(record, line)) {
        const what = decode(bytes.subarray(record.at, record.end)).trimEnd();
        errors.record(what, line, record.header, record.stack);
        if (!isLast) errors.flush();
      }
      line += record.depth + 2;
    }
    return line - first;
  }

  /** What the line was the header of, if that is all there is to say of an error of Memcheck. */
  headerAt(line: number): ErrorHeader | undefined {
    return this.errors.headerAt(line);
  }

  /** A `==PID==` line without text. */
  emptyLine(): void {
    this.told.endOptions();
    this.errors.emptyLine();
  }

  /** A `--PID--` line. */
  debug(text: string, line: number): void {
    const said = readDebugMessage(text);
    this.told.hearDebug(said);
    if (said.type === 'notice') this.note(said.notice, text, line);
  }

  /** A `**PID**` line: the program prints by a client request, maybe with a stack below. */
  print(): void {
    this.errors.interrupt(true);
  }

  /** Can the line after `line` go on with it, although it has no prefix? */
  mayGoOn(line: number): boolean {
    return this.errors.mayGoOn(line);
  }

  /** Takes a line without prefix if it goes on with the line before it, which something has wrapped. */
  goesOn(text: string, line: number): boolean {
    return this.errors.goesOn(text, line);
  }

  /** A line of this process was overwritten by another one: what stood in it is lost. */
  torn(line: number): void {
    this.context.problem(line, 'a line was written over by that of another process');
    this.errors.torn();
  }

  /** A crash report of the tool has begun, on lines without prefix: no stack after it is a finding's. */
  crash(text: string, line: number): void {
    const { log, sink } = this.context;
    this.told.endsHere();
    if (this.errors.crash()) sink.notice({ log, line, type: 'tool-crash', text: ownCopy(text) });
  }

  /** The generated suppression that was last seen with the stack of the last error. */
  seenBlock(): SeenBlock | undefined {
    return this.errors.seenBlock();
  }

  /** A generated suppression begins: the error before it is complete, with or without an empty line. */
  blockBegins(): void {
    this.errors.blockBegins();
  }

  /** Joins a generated suppression to the last error, or to the one being read, if it was made for it. */
  join(block: SuppressionBlock): boolean {
    return this.errors.join(block);
  }

  /** Delivers what is left: the log ends here, or another program goes on under the same pid. */
  finish(): void {
    this.errors.finish();
    this.delivered.sendList();
    this.context.sink.process(this.told.process());
  }

  private deliver(error: PrintedError, block: SuppressionBlock | undefined): void {
    const { problem, stacks } = this.context;
    if (error.suppressedBy !== undefined) this.told.sawSuppressed();
    const identity = identify(error, block, stacks);
    if (identity) this.delivered.deliver(error, identity);
    else if (error.suppressedBy === undefined)
      problem(error.line, `a stack below a text that is no known error: ${shorten(error.what)}`);
  }

  private unindented(text: string, line: number): void {
    if (this.errors.continues(text)) return;
    const said = this.context.texts.message(text);
    if (said) this.obey(said, text, line);
    else this.errors.unknown(text, line);
  }

  private obey(said: Message, text: string, line: number): void {
    // A thread is named between an error and its suppression.
    this.errors.interrupt(said.type === 'thread');
    this.told.hear(said);
    if (said.type === 'context') {
      // The list can be asked for more than once while the program runs: the last one counts.
      if (said.index <= this.lastContext) this.delivered.forgetList();
      this.lastContext = said.index;
      this.errors.relist(said);
    } else if (said.type === 'notice') this.note(said.notice, text, line);
  }

  private note(type: Notice['type'], text: string, line: number): void {
    const { log, sink } = this.context;
    if (type === 'refused-suppressions' || text.startsWith(firstError)) this.told.endsHere();
    if (type === 'tool-crash') this.crash(text, line);
    else sink.notice({ log, line, type, text: ownCopy(text) });
  }
}
