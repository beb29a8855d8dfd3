import { readHeader } from '../headers/index.js';
import { furtherProblems } from '../lost.js';
import { ownCopy } from '../own-copy.js';
import type { LogSink } from '../sink.js';
import { maxLine } from './bounds.js';
import { hasColours, withoutColours } from './colours.js';
import { createGenerated } from './generated.js';
import { hasLead } from './lead.js';
import { isBanner, isCrash } from './messages.js';
import { readPrefix, type Prefix } from './prefix.js';
import type { ProcessReader } from './process.js';
import { createProcesses } from './processes.js';
import type { Reading } from './reading.js';
import { isOutput } from './skim-output.js';
import { createSkim, type Skim } from './skim.js';
import { createTextMemory } from './text-memory.js';

/** Reads a text log line by line; see `createTextReader`. */
export interface TextReader {
  /**
   * One line, without its newline; a carriage return at its end is dropped. Of a line that is longer than any that is read, so
   * many bytes can be `missing` at the end.
   */
  line(text: string, missing?: number): void;
  /** Reads lines where they stand, as many as can be read so. */
  readonly skim: Skim;
  /** Delivers what is still held. Nothing may follow. */
  end(): void;
}

const maxProblems = 100;

/** The question of `--gen-suppressions=yes` (or of `--db-attach`), which ends without a newline. */
const prompt = /---- [^?]{1,40} \? --- \[[^\]]{1,30}\] ---- /y;

/**
 * A reader of Valgrind's text logs, 3.5 to 3.28, as byte strings (Latin-1), for any mixture of processes and program
 * output. Findings go to `sink` when their generated suppression has been seen or cannot follow any more; processes
 * when their pid starts another program, or at the end. It never throws: what cannot be read is told with
 * `sink.problem`, at most 100 times. Kept in memory: the distinct findings (ids) of each process, one error record of
 * each, where those without an end began, one line; and what `memory` holds, which saves time when logs of one program are read
 * with the same.
 *
 * No document of Valgrind describes text logs. What is read was learnt from its sources: errors and generated suppressions
 * from coregrind/m_errormgr.c, stacks from coregrind/m_debuginfo/debuginfo.c, headers from the sources of each tool.
 */
export function createTextReader(log: string, sink: LogSink, memory = createTextMemory()): TextReader {
  const reading: Reading = { line: 0, current: undefined, prefix: undefined, lead: undefined };
  const processes = createProcesses({ log, sink, problem, ...memory }, reading, (process) =>
    generated.forget(process),
  );
  const generated = createGenerated({ reading, processes: processes.all, share: memory.share, problem });
  const skim = createSkim(reading, memory, generated);
  let problems = 0;

  function problem(line: number, message: string): void {
    problems++;
    if (problems < maxProblems) sink.problem({ log, line, message });
    if (problems === maxProblems) sink.problem({ log, line, message: furtherProblems });
  }

  function line(text: string, missing = 0): void {
    reading.line++;
    if (text.length > maxLine) {
      const length = text.length + missing;
      problem(reading.line, `a line of ${length} bytes, of which the first ${maxLine} are read`);
      text = text.slice(0, maxLine);
    }
    // What is output of the program for sure is passed over as it stands where it is skimmed.
    const isSkimmed = !generated.isOpen() && reading.lead === undefined;
    if (hasColours(text) && !(isSkimmed && isOutput(text))) text = withoutColours(text);
    if (text.endsWith('\r')) text = text.slice(0, -1);
    const { current, prefix } = reading;
    if (current && prefix !== undefined && text.startsWith(prefix)) {
      userLine(current, text, prefix.length);
      return;
    }
    const other = readPrefix(text);
    if (!other) return foreignLine(text);
    reading.lead = undefined;
    prefixedLine(other, text);
  }

  function prefixedLine(prefix: Prefix, text: string): void {
    if (prefix.mark === '*') {
      if (processes.has(prefix)) processes.of(prefix).print();
      return;
    }
    const process = processes.of(prefix);
    if (prefix.mark === '-') process.debug(text.slice(prefix.end).trimEnd(), reading.line);
    else userLine(process, text, prefix.end);
  }

  /** A `==PID==` line whose text begins at `from`; what follows a prompt on its line is read as a line of its own. */
  function userLine(process: ProcessReader, text: string, from: number): void {
    for (;;) {
      if (process !== reading.current) setCurrent(process, text, from);
      const answered = skipPrompt(text, from);
      if (answered === undefined) break;
      if (text.startsWith('{', answered)) return generated.open();
      const prefix = readPrefix(text, answered);
      if (prefix?.mark !== '=') return;
      process = processes.of(prefix);
      from = prefix.end;
    }
    if (text.includes('==', from) && !text.startsWith('Command: ', from)) {
      const inner = lastPrefixWithin(text, from);
      if (inner) {
        process.torn(reading.line);
        process = processes.of(inner);
        from = inner.end;
        setCurrent(process, '', 0);
      }
    }
    const payload = text.slice(from);
    if (payload.trim() !== '') generated.interrupt(process);
    if (isBanner(payload)) process = processes.announce(process);
    process.message(payload, reading.line);
  }

  function setCurrent(process: ProcessReader, text: string, from: number): void {
    reading.current = process;
    // Only a prefix that begins the line and ends with its blank can be looked for at the beginning of others.
    const whole = readPrefix(text)?.end === from && text.charCodeAt(from - 1) === 0x20;
    reading.prefix = whole ? ownCopy(text.slice(0, from)) : undefined;
  }

  /**
   * The last `==PID== ` in a line: program output without newline stands before it, or a line that several processes
   * wrote over. As a program can print such text itself, the pid must be known, or a banner or an error begin.
   */
  function lastPrefixWithin(text: string, from: number): Prefix | undefined {
    for (let at = text.lastIndexOf('=='); at >= from; at = at > 0 ? text.lastIndexOf('==', at - 1) : -1) {
      const prefix = readPrefix(text, at);
      if (!prefix) continue;
      if (at === from || processes.has(prefix) || begins(text.slice(prefix.end))) return prefix;
    }
    return undefined;
  }

  /** Can this be the first line of a process? */
  function begins(payload: string): boolean {
    const { tool, valgrind } = processes.announced() ?? {};
    return isBanner(payload) || readHeader(payload, tool, valgrind) !== undefined;
  }

  /** A line that begins with no prefix. */
  function foreignLine(text: string): void {
    const { lead } = reading;
    if (lead === undefined || !hasLead(text, lead)) return bareLine(text);
    const prefix = readPrefix(text, lead.length);
    if (prefix) prefixedLine(prefix, text);
    else bareLine(text.slice(lead.length));
  }

  /** A line without prefix: a generated suppression, a crash report, or anything the program printed. */
  function bareLine(text: string): void {
    if (text === '{') return generated.open();
    if (generated.line(text)) return;
    if (isCrash(text)) {
      reading.current?.crash(text, reading.line);
      return;
    }
    const prefix = text.includes('==') ? lastPrefixWithin(text, 1) : undefined;
    if (!prefix) {
      reading.current?.goesOn(text, reading.line);
      return;
    }
    prefixedLine(prefix, text);
    // Where lines begin with the prefix, this one stands behind output without newline.
    if (reading.prefix === undefined) reading.lead = ownCopy(text.slice(0, prefix.start));
  }

  function end(): void {
    generated.end();
    processes.end();
  }

  return { line, skim, end };
}

/** Offset after a prompt at `from`, undefined when there is none. */
function skipPrompt(text: string, from: number): number | undefined {
  if (text.charCodeAt(from) !== 0x2d /* - */) return undefined;
  prompt.lastIndex = from;
  return prompt.test(text) ? prompt.lastIndex : undefined;
}
