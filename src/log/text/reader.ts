import { readHeader } from '../headers/index.js';
import { ownCopy } from '../own-copy.js';
import type { LogSink } from '../sink.js';
import { maxLine } from './bounds.js';
import type { Chunk } from './chunks.js';
import { createFollowed } from './followed.js';
import { skimOutput } from './skim-output.js';
import { isBanner, isCrash } from './messages.js';
import { readPrefix, type Prefix } from './prefix.js';
import { ProcessReader } from './process.js';
import { createTextMemory } from './text-memory.js';
import { readBlock, type BlockReader, type SuppressionBlock } from '../suppression-block.js';

/** Reads a text log line by line; see `createTextReader`. */
export interface TextReader {
  /** One line, without its newline; a carriage return at its end is dropped. */
  line(text: string): void;
  /**
   * Reads whole lines of `chunk` from `at` on, where one begins, as long as each is one of which it sees where it
   * stands what it says: a frame that was read before, an empty line, output of the program. Gives where it stopped,
   * which is the beginning of a line for `line`, or the end of the last whole one.
   */
  skim(chunk: Chunk, at: number): number;
  /** Delivers what is still held. Nothing may follow. */
  end(): void;
}

/** Processes that are followed at a time; the one not heard of for longest is closed for a new one. */
const maxProcesses = 256;
const maxProblems = 100;
/** Longer lines are not read where they stand. */
const longestSkimmed = 1 << 12;

/** The question of `--gen-suppressions=yes` (or of `--db-attach`), which ends without a newline. */
const prompt = /---- [^?]{1,40} \? --- \[[^\]]{1,30}\] ---- /y;

/** A generated suppression being read, and the process that printed last before it. */
interface OpenBlock {
  readonly reader: BlockReader;
  readonly line: number;
  readonly owner: ProcessReader | undefined;
  /** The placeholder name has been seen, so it is no brace of the program's. */
  begun: boolean;
}

/**
 * A reader of Valgrind's text logs, 3.5 to 3.28, as byte strings (Latin-1), for any mixture of processes and program
 * output. Findings go to `sink` when their generated suppression has been seen or cannot follow any more; processes
 * when their pid starts another program, or at the end. It never throws: what cannot be read is told with
 * `sink.problem`, at most 100 times. Kept in memory: the distinct findings (ids) of each process, one error record of
 * each, one line; and what `memory` holds, which saves time when logs of one program are read with the same.
 *
 * What is read from where: reference sections 4 (generated suppressions) and 5 (text logs).
 */
export function createTextReader(log: string, sink: LogSink, memory = createTextMemory()): TextReader {
  let lineNumber = 0;
  let problems = 0;
  const processes = createFollowed<ProcessReader>(maxProcesses);
  const { frames, wholeRecords, stacks, texts, share } = memory;
  /** The process of the last `==PID==` line, and its prefix, which saves reading it again. */
  let current: ProcessReader | undefined;
  let wholePrefix: string | undefined;
  /** The last process with a banner: what it runs, its forked children run. */
  let announced: ProcessReader | undefined;
  let block: OpenBlock | undefined;

  function problem(line: number, message: string): void {
    problems++;
    if (problems < maxProblems) sink.problem({ log, line, message });
    if (problems === maxProblems)
      sink.problem({ log, line, message: 'further problems of this log are not told' });
  }

  function line(text: string): void {
    lineNumber++;
    if (text.length > maxLine) {
      problem(lineNumber, `a line of ${text.length} bytes, of which the first ${maxLine} are read`);
      text = text.slice(0, maxLine);
    }
    if (text.endsWith('\r')) text = text.slice(0, -1);
    if (current && wholePrefix !== undefined && text.startsWith(wholePrefix)) {
      userLine(current, text, wholePrefix.length);
      return;
    }
    const prefix = readPrefix(text);
    if (prefix) prefixedLine(prefix, text);
    else foreignLine(text);
  }

  function skim(chunk: Chunk, at: number): number {
    for (;;) {
      const next = skimLines(chunk, at);
      if (next < 0) return at;
      at = next;
    }
  }

  /** The beginning of the line after one or more that have been read; -1 when none has. */
  function skimLines(chunk: Chunk, at: number): number {
    const { bytes } = chunk;
    if (at >= bytes.length) return -1;
    const first = bytes[at]!;
    if (first === 0x7b /* { */) return skimBlock(chunk.text(), at);
    if (wholePrefix !== undefined && first === wholePrefix.charCodeAt(0)) {
      return stands(wholePrefix, bytes, at) ? skimMessage(chunk, at + wholePrefix.length, wholePrefix) : -1;
    }
    if (block) return -1;
    const next = skimOutput(chunk.text(), at);
    if (next >= 0) lineNumber++;
    return next;
  }

  /** A message of the current process. */
  function skimMessage(chunk: Chunk, at: number, prefix: string): number {
    const { bytes } = chunk;
    const first = bytes[at];
    if (first === 0x0a) {
      lineNumber++;
      current!.emptyLine();
      return at + 1;
    }
    if (block?.begun) return -1;
    if (first !== 0x20) return skimRecords(chunk, at, prefix);
    const stack =
      bytes[at + 3] === 0x61 /* a */ ? wholeRecords.stack(chunk, at - prefix.length, prefix) : undefined;
    if (stack) {
      current!.stack(stack, lineNumber + 1);
      lineNumber += stack.depth;
      const next = at - prefix.length + stack.bytes + stack.depth * prefix.length;
      if (!wholeRecords.isClosed()) return next;
      lineNumber++;
      current!.emptyLine();
      return next + prefix.length + 1;
    }
    const text = chunk.text();
    const frame = frames.find(text, at);
    if (!frame?.isWhole) return skimText(chunk, at);
    lineNumber++;
    current!.frame(frame, lineNumber);
    const end = at + frame.text.length;
    return text.charCodeAt(end) === 0x0a ? end + 1 : end + 2;
  }

  /** Records that are known as they stand; if there is none, a message. */
  function skimRecords(chunk: Chunk, at: number, prefix: string): number {
    const count = current!.awaitsRecord() ? wholeRecords.find(chunk, at - prefix.length, prefix) : 0;
    if (count === 0) return skimText(chunk, at);
    lineNumber += current!.records(count, chunk.bytes, lineNumber + 1);
    return wholeRecords.end();
  }

  /** A message of the current process in which no other one can begin: no prompt, no prefix, no banner. */
  function skimText(chunk: Chunk, at: number): number {
    const text = chunk.text();
    const end = text.indexOf('\n', at);
    if (end < 0 || end - at > longestSkimmed || text.charCodeAt(at) === 0x2d /* - */) return -1;
    const payload = text.slice(at, text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
    if (payload.includes('==') || isBanner(payload)) return -1;
    lineNumber++;
    current!.message(payload, lineNumber);
    const header = current!.headerAt(lineNumber);
    if (header) wholeRecords.seeHeader(chunk, at, header);
    return end + 1;
  }

  /** A generated suppression that was seen with the last stack of the current process before. */
  function skimBlock(chunk: string, at: number): number {
    const seen = current?.seenBlock();
    if (!seen) return -1;
    const end = at + seen.text.length;
    if (chunk.slice(at, end) !== seen.text) return -1;
    if (block?.begun) abandonBlock();
    block = undefined;
    const first = lineNumber + 1;
    lineNumber += seen.lines;
    current!.blockBegins();
    join({ ...seen.block, line: first }, current);
    return end;
  }

  function prefixedLine(prefix: Prefix, text: string): void {
    if (prefix.mark === '*') return;
    const process = processOf(prefix);
    if (prefix.mark === '-') process.debug(text.slice(prefix.end).trimEnd(), lineNumber);
    else userLine(process, text, prefix.end);
  }

  /** A `==PID==` line whose text begins at `from`; what follows a prompt on its line is read as a line of its own. */
  function userLine(process: ProcessReader, text: string, from: number): void {
    for (;;) {
      if (process !== current) setCurrent(process, text, from);
      const answered = skipPrompt(text, from);
      if (answered === undefined) break;
      if (text.startsWith('{', answered)) return openBlock();
      const prefix = readPrefix(text, answered);
      if (prefix?.mark !== '=') return;
      process = processOf(prefix);
      from = prefix.end;
    }
    if (text.includes('==', from) && !text.startsWith('Command: ', from)) {
      const inner = lastPrefixWithin(text, from);
      if (inner) {
        process.torn(lineNumber);
        process = processOf(inner);
        from = inner.end;
        setCurrent(process, '', 0);
      }
    }
    const payload = text.slice(from);
    if (block?.begun && block.owner === process && payload.trim() !== '') abandonBlock();
    if (isBanner(payload)) process = announce(process);
    process.message(payload, lineNumber);
  }

  function setCurrent(process: ProcessReader, text: string, from: number): void {
    current = process;
    // Only a prefix that begins the line and ends with its blank can be looked for at the beginning of others.
    const whole = readPrefix(text)?.end === from && text.charCodeAt(from - 1) === 0x20;
    wholePrefix = whole ? ownCopy(text.slice(0, from)) : undefined;
  }

  /** Offset after a prompt at `from`, undefined when there is none. */
  function skipPrompt(text: string, from: number): number | undefined {
    if (text.charCodeAt(from) !== 0x2d /* - */) return undefined;
    prompt.lastIndex = from;
    return prompt.test(text) ? prompt.lastIndex : undefined;
  }

  /**
   * The last `==PID== ` in a line: program output without newline stands before it, or a line that several processes
   * wrote over. As a program can print such text itself, the pid must be known, or a banner or an error begin.
   */
  function lastPrefixWithin(text: string, from: number): Prefix | undefined {
    for (let at = text.lastIndexOf('=='); at >= from; at = at > 0 ? text.lastIndexOf('==', at - 1) : -1) {
      const prefix = readPrefix(text, at);
      if (!prefix) continue;
      if (at === from || processes.has(keyOf(prefix)) || begins(text.slice(prefix.end))) return prefix;
    }
    return undefined;
  }

  /** Can this be the first line of a process? */
  function begins(payload: string): boolean {
    return isBanner(payload) || readHeader(payload, announced?.tool, announced?.valgrind) !== undefined;
  }

  /** A line without prefix: a generated suppression, a crash report, or anything the program printed. */
  function foreignLine(text: string): void {
    if (text === '{') return openBlock();
    if (block && blockLine(block, text)) return;
    if (isCrash(text)) {
      current?.crash(text, lineNumber);
    } else if (text.includes('==')) {
      const prefix = lastPrefixWithin(text, 1);
      if (prefix) prefixedLine(prefix, text);
    }
  }

  function openBlock(): void {
    if (block?.begun) abandonBlock();
    block = { reader: readBlock(lineNumber, share), line: lineNumber, owner: current, begun: false };
  }

  function abandonBlock(): void {
    problem(block!.line, 'a generated suppression that is not complete');
    block = undefined;
  }

  /** Says whether the line belongs to the block. */
  function blockLine(open: OpenBlock, text: string): boolean {
    const result = open.reader.line(text);
    if (result === 'none') {
      block = undefined;
      return false;
    }
    if (result === 'broken') {
      abandonBlock();
      return false;
    }
    if (!open.begun) {
      open.begun = true;
      open.owner?.blockBegins();
    }
    if (result === 'more') return text.startsWith('   ');
    block = undefined;
    join(result, open.owner);
    return true;
  }

  function join(complete: SuppressionBlock, owner: ProcessReader | undefined): void {
    if (owner?.join(complete)) return;
    for (const process of processes.all()) if (process !== owner && process.join(complete)) return;
    problem(complete.line, `a generated suppression (${complete.kind}) that fits no error before it`);
  }

  function processOf(prefix: Prefix): ProcessReader {
    const key = keyOf(prefix);
    const known = processes.use(key);
    if (known) return known;
    const oldest = processes.takeOldest();
    if (oldest) close(oldest);
    const process = startProcess({ key, pid: prefix.pid });
    processes.put(key, process);
    return process;
  }

  function startProcess({ key, pid }: Pick<ProcessReader, 'key' | 'pid'>): ProcessReader {
    return new ProcessReader({
      log,
      sink,
      problem,
      frames,
      wholeRecords,
      stacks,
      texts,
      key,
      pid,
      line: lineNumber,
      tool: announced?.tool,
      valgrind: announced?.valgrind,
    });
  }

  function close(process: ProcessReader): void {
    process.finish();
    if (block?.owner === process) block = undefined;
    if (current === process) current = wholePrefix = undefined;
  }

  /** A banner: of a new process, or of a program that an old one (maybe a forked child) goes on with. */
  function announce(process: ProcessReader): ProcessReader {
    if (process.line < lineNumber) {
      process.finish();
      process = current = startProcess(process);
      processes.put(process.key, process);
    }
    announced = process;
    return process;
  }

  function end(): void {
    if (block?.begun) abandonBlock();
    for (const process of processes.all().sort((a, b) => a.line - b.line)) process.finish();
    processes.clear();
  }

  return { line, skim, end };
}

function stands(prefix: string, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix.charCodeAt(i)) return false;
  return true;
}

function keyOf(prefix: Prefix): string {
  return `${prefix.level}:${prefix.pid}`;
}
