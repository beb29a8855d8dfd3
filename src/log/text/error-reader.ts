import { toolNamedBy, type ErrorHeader } from '../headers/index.js';
import { ownCopy } from '../own-copy.js';
import { isFirstFrame } from '../printed-frame.js';
import type { SuppressionBlock } from '../suppression-block.js';
import type { Facts } from './facts.js';
import type { FrameLine, FrameReader } from './frame-reader.js';
import type { KnownTexts } from './known-texts.js';
import { HeldError, type HeldContext } from './held-error.js';
import * as printed from './printed-error.js';
import { stackOf, type PrintedError, type Slot } from './printed-error.js';
import type { SeenBlock, Stack } from './stacks.js';
import { rejoined } from './wrapped.js';

export interface ErrorContext extends HeldContext {
  /** The tool is learnt from an error where no banner tells it. */
  readonly facts: Facts;
  readonly frames: FrameReader;
  readonly texts: KnownTexts;
  readonly problem: (line: number, message: string) => void;
}

/**
 * Puts the errors of one process together from its lines: which stack is the one that suppressions are matched with, and
 * which are shown for information. A class, for a log can be of tens of
 * thousands of processes: to make functions for each took a tenth of the time of reading.
 */
export class ErrorReader {
  /** The error being read. */
  private open: PrintedError | undefined;
  private readonly held: HeldError;
  /** Stacks printed before the header they belong to. */
  private prelude: printed.PrintedAuxiliary[] = [];
  /** Where the next stack goes; undefined: to an error whose header is `candidate`, if that is the line before. */
  private slot: Slot | undefined;
  /** The stack being read; `whole`: the primary one, which was known as it stands. */
  private stack: FrameLine[] | 'whole' | 'nowhere' | undefined;
  /** The last line, when it was none that is known. */
  private candidate: { readonly text: string; readonly line: number } | undefined;
  /** The line of the last frame, if its end may stand on the next one. */
  private openEnd: number | undefined;
  /** Set by `N errors in context I of C:` for the error that follows. */
  private relisted: printed.Relisted | undefined;
  private crashed = false;

  constructor(private readonly context: ErrorContext) {
    this.held = new HeldError(context);
  }

  emptyLine(): void {
    this.stack = undefined;
    this.candidate = undefined;
    if (!this.open) this.slot = undefined;
    else if (this.open.primary) {
      this.open.primaryDone = true;
      if (!printed.spansEmptyLines(this.open)) this.close();
    }
  }

  frameLine(text: string, line: number): void {
    if (isFirstFrame(text)) this.beginStack(line);
    const to = this.readStack();
    if (to) this.addFrame(this.context.frames.read(text), to, line);
  }

  /** A frame line that has been read before. */
  frame(frame: FrameLine, line: number): void {
    if (frame.isFirst) this.beginStack(line);
    const to = this.readStack();
    if (to) this.addFrame(frame, to, line);
  }

  /** Lines of a stack from its first one on; more may follow. `line` is the first one's. */
  wholeStack(whole: Stack, line: number): void {
    this.beginStack(line);
    if (this.open && this.stack === this.open.primary) {
      this.stack = 'whole';
      this.open.primary = whole.lines;
      this.open.whole = whole;
      if (whole.lines.at(-1)?.isOpen) this.openEnd = line + whole.lines.length - 1;
    } else
      for (const frame of whole.lines) {
        const to = this.readStack();
        if (to) this.addFrame(frame, to, line++);
      }
  }

  /** Can the line after `line`, which has no prefix, be the end of it? */
  mayGoOn(line: number): boolean {
    return this.openEnd === line || this.candidate?.line === line;
  }

  /** Takes a line without prefix if it is the end of the frame, or of the header, in the line before it. */
  goesOn(rest: string, line: number): boolean {
    if (!this.mayGoOn(line - 1)) return false;
    return this.candidate ? this.headerGoesOn(this.candidate, rest) : this.frameGoesOn(rest, line);
  }

  private headerGoesOn(from: { readonly text: string; readonly line: number }, rest: string): boolean {
    const { facts, texts } = this.context;
    const what = `${from.text} ${rest.trim()}`;
    const header = this.crashed ? undefined : texts.header(what, facts.tool, facts.valgrind);
    if (header) this.begin(what, from.line, header);
    return header !== undefined;
  }

  private frameGoesOn(rest: string, line: number): boolean {
    const to = this.readStack();
    const text = to?.length ? rejoined(to.at(-1)!.text, rest) : undefined;
    if (!to || text === undefined) return false;
    to.pop();
    this.addFrame(this.context.frames.read(text), to, line);
    return true;
  }

  /** Nothing has been read that what follows may belong to. */
  awaitsRecord(): boolean {
    return !this.open && !this.relisted && !this.crashed && this.prelude.length === 0;
  }

  /** A record that has nothing but a header and a stack, and the empty line behind it. */
  record(what: string, line: number, header: ErrorHeader, whole: Stack): void {
    this.begin(what, line, header);
    this.open!.primary = whole.lines;
    this.open!.whole = whole;
    this.emptyLine();
  }

  /** The header of the error being read, if it is in that line and says all there is to say of an error of Memcheck. */
  headerAt(line: number): ErrorHeader | undefined {
    const header = this.open?.line === line ? this.open.header : undefined;
    return header?.kind.startsWith('Memcheck:') && header.leakKind === undefined ? header : undefined;
  }

  /** A line of one blank or more that is no frame, without its blanks. */
  indented(text: string): void {
    this.stack = undefined;
    this.candidate = undefined;
    if (this.open) {
      if (
        !this.open.primary &&
        this.open.header?.kind === 'Helgrind:PthAPIerror' &&
        text.startsWith('with error code')
      ) {
        this.open.what += ownCopy(`\n${text}`);
      } else this.caption(text);
    } else if (printed.isPrelude(text) || this.prelude.length > 0) {
      this.slot = printed.addAuxiliary(this.prelude, text) ?? 'nowhere';
    } else this.slot = 'nowhere';
  }

  /** Takes an unindented line if it goes on with the error before it. */
  continues(text: string): boolean {
    this.stack = undefined;
    if (!this.open && this.prelude.length === 0) return false;
    const more = printed.continuation(text);
    if (more === 'caption') this.indented(text);
    return more !== undefined;
  }

  /** A line that says something else: no stack below it is an error's. */
  interrupt(keepHeld: boolean): void {
    this.candidate = undefined;
    this.close();
    this.slot = 'nowhere';
    if (!keepHeld) this.flush();
  }

  /** Any other unindented line: a header, or the text of an error that nobody knows. */
  unknown(text: string, line: number): void {
    if (printed.isPrelude(text)) {
      this.close();
      this.flush();
      this.slot = printed.addAuxiliary(this.prelude, text) ?? 'nowhere';
      return;
    }
    const header = this.crashed
      ? undefined
      : this.context.texts.header(text, this.context.facts.tool, this.context.facts.valgrind);
    if (header) {
      this.begin(text, line, header);
      return;
    }
    this.close();
    if (text.startsWith('----')) this.prelude = [];
    this.slot = this.crashed ? 'nowhere' : undefined;
    this.candidate = { text, line };
    // Up to 3.22 the descriptors open at exit are listed with stacks, but are no errors.
    if (this.context.facts.valgrind !== undefined && openDescriptor.test(text)) this.slot = 'nowhere';
  }

  /** The error that follows was listed before. */
  relist(relisted: printed.Relisted): void {
    this.relisted = relisted;
  }

  /** A line or more are lost. */
  torn(): void {
    if (this.open && (this.stack === 'whole' || this.stack === this.open.primary)) this.open.damaged = true;
    this.stack = 'nowhere';
  }

  /** A crash report of the tool has begun; false when one had before. */
  crash(): boolean {
    this.close();
    this.flush();
    const isFirst = !this.crashed;
    this.crashed = true;
    this.candidate = undefined;
    this.slot = 'nowhere';
    this.stack = undefined;
    return isFirst;
  }

  /** The generated suppression that was last seen with the stack of the last error. */
  seenBlock(): SeenBlock | undefined {
    const error = this.open ?? this.held.error;
    return error && stackOf(error, this.context.stacks).seen;
  }

  blockBegins(): void {
    if (this.open?.primary) this.open.primaryDone = true;
    this.close();
  }

  join(block: SuppressionBlock): boolean {
    // Descriptor errors and Helgrind's may still be open when another process prints in between.
    if (!this.held.error && this.open?.primaryDone && this.held.fits(block, this.open)) this.close();
    return this.held.join(block);
  }

  /** No generated suppression follows the last error. */
  flush(): void {
    this.held.flush();
  }

  /** The lines end here. An error at the very end may lack frames: it is used only when its primary stack is known to be whole. */
  finish(): void {
    if (this.open?.primary && !this.open.primaryDone && !this.open.damaged) {
      const last = this.open.primary.at(-1)?.name;
      if (last !== 'main' && last !== '(below main)') {
        this.context.problem(
          this.open.line,
          `the log ends within the stack of this error: ${printed.shorten(this.open.what)}`,
        );
        this.open = undefined;
      }
    }
    this.close();
    this.flush();
  }

  /** Where the next frame goes. */
  private readStack(): FrameLine[] | undefined {
    if (this.stack === 'whole') {
      // Others have its lines as well, to which none can be added.
      this.stack = [...this.open!.primary!];
      this.open!.primary = this.stack;
      this.open!.whole = undefined;
    }
    return this.stack === 'nowhere' ? undefined : this.stack;
  }

  private addFrame(frame: FrameLine | undefined, to: FrameLine[], line: number): void {
    if (frame && to.length < printed.maxFrames) {
      to.push(frame);
      if (frame.isOpen) this.openEnd = line;
    } else {
      this.context.problem(line, frame ? 'a stack of too many frames' : 'a stack line that cannot be read');
      if (this.open && to === this.open.primary) this.open.damaged = true;
      this.stack = 'nowhere';
    }
  }

  private beginStack(line: number): void {
    if (this.open?.primary) this.open.primaryDone = true;
    if (!this.open && !this.slot && this.candidate && !this.crashed) {
      // Only a stack directly below tells an error of unknown text from any other message.
      const header: ErrorHeader | undefined =
        this.context.facts.tool === 'drd' ? { kind: 'drd:GenericErr' } : undefined;
      this.begin(this.candidate.text, this.candidate.line, header);
    }
    this.candidate = undefined;
    if (this.slot === 'primary' && this.open) {
      this.stack = [];
      this.open.primary = this.stack;
      this.slot = undefined;
    } else if (typeof this.slot === 'object') {
      this.stack = this.slot.frames;
      this.slot = undefined;
    } else if (this.open) {
      this.stack = printed.addAuxiliary(this.open.auxiliary, '')?.frames ?? 'nowhere';
    } else {
      if (!this.crashed && this.slot !== 'nowhere')
        this.context.problem(line, 'a stack without the error it belongs to');
      this.stack = 'nowhere';
    }
  }

  /** A line that introduces a stack other than the primary one, or that only explains. */
  private caption(text: string): void {
    if (!this.open) return;
    this.stack = undefined;
    if (this.open.primary) this.open.primaryDone = true;
    if (printed.introducesPrimary(this.open, text)) {
      this.slot = 'primary';
      return;
    }
    const auxiliary = printed.addAuxiliary(this.open.auxiliary, text);
    const wait = !this.open.primary && this.open.header?.kind !== 'Helgrind:LockOrder';
    this.slot = wait ? 'primary' : (auxiliary ?? 'nowhere');
  }

  /** A header: a new error begins, and the one before it is complete. */
  private begin(what: string, line: number, header: ErrorHeader | undefined): void {
    this.close();
    this.flush();
    const { facts } = this.context;
    facts.tool ??= header && toolNamedBy(header.kind);
    this.open = printed.newError(what, line, header, {
      thread: facts.thread,
      prelude: this.prelude,
      relisted: this.relisted,
    });
    this.prelude = [];
    this.relisted = undefined;
    this.candidate = undefined;
    this.slot = 'primary';
  }

  /** The open error is complete; it waits for a generated suppression. */
  private close(): void {
    if (!this.open) return;
    const error = this.open;
    this.open = undefined;
    this.slot = undefined;
    this.stack = undefined;
    if (error.damaged) {
      this.context.problem(
        error.line,
        `the stack of this error cannot be read: ${printed.shorten(error.what)}`,
      );
    } else if (error.primary || error.header?.kind === 'CoreError:FdNotClosed') {
      this.held.hold(error);
    } else if (error.header && !error.guessed) {
      this.context.problem(error.line, `an error without stack: ${printed.shorten(error.what)}`);
    }
  }
}

const openDescriptor = /^Open (?:file descriptor|[A-Z][A-Za-z0-9_]{0,40} socket) /;
