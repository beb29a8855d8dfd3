import { furtherProblems } from '../lost.js';
import type { LogSink } from '../sink.js';
import { openDocument, type Document } from './document.js';
import { child } from './element.js';
import { createMender } from './mend.js';
import { createPieces, type Pieces } from './pieces.js';
import { createScanner } from './scan.js';
import { createUnitReader, type UnitHandler } from './units.js';

/** Takes a log in pieces of any size and delivers to the sink what it has read. */
export interface LogReader {
  /** Takes the next piece, a byte string. */
  write(chunk: string): void;
  /** No more follows. */
  end(): void;
}

/** A line beyond this length is no line of Valgrind's; it goes on to the parser in pieces, as it is. */
const maxLine = 1 << 20;
/** Less is not read before the end, so that small pieces cost no more than large ones. */
const usualRead = 1 << 16;
const maxProblems = 100;

export interface XmlOptions {
  /** So many bytes are gathered before they are read. */
  readonly minRead?: number;
  /** To read logs of one program with the same saves time. */
  readonly pieces?: Pieces;
}

/**
 * Reads XML logs of protocols 4 to 6 (docs/internals/xml-output-protocol4.txt and on of Valgrind), also several in one
 * stream, cut off or not well-formed.
 * Every complete `<error>` is used; what is lost is delivered as a problem. `log` is the name given by the user.
 */
export function createXmlReader(
  log: string,
  to: LogSink,
  { minRead = usualRead, pieces = createPieces() }: XmlOptions = {},
): LogReader {
  let problems = 0;
  const sink: LogSink = {
    ...to,
    problem(problem) {
      problems++;
      if (problems < maxProblems) to.problem(problem);
      else if (problems === maxProblems) to.problem({ ...problem, message: furtherProblems });
    },
  };
  let document: Document | undefined;
  /** What was not read yet, and the number of its first line. */
  let rest = '';
  let line = 1;
  /** So much of it is read together. */
  let enough = minRead;
  let inLongLine = false;
  /** True where a line begins and nothing is open but the root. */
  let resting = false;
  const mender = createMender();

  const handler: UnitHandler = {
    begin(at) {
      document?.close(line);
      document = openDocument(log, at, sink, pieces.stacks);
    },
    unit(unit) {
      // A stream can begin in the middle of a log; what stands before the first whole error is of no use then.
      if (!document && unit.name === 'error' && child(unit, 'unique')) {
        const message = 'the log has no beginning: tool, command and options are not known';
        sink.problem({ log, line: unit.line, message });
        document = openDocument(log, unit.line, sink, pieces.stacks);
      }
      document?.unit(unit);
    },
    broken(name, at) {
      document?.broken(name, at);
    },
    end() {
      document?.end();
    },
  };
  const units = createUnitReader(handler);
  const scanner = createScanner(handler.unit, pieces);

  function parse(text: string, number: number): void {
    units.write(inLongLine || text.length > maxLine ? text : mender.mend(text), number);
  }

  /** Reads all of `rest` that can be read; to its end when it is the `last`. */
  function read(last: boolean): void {
    const text = rest;
    let at = 0;
    for (;;) {
      if (resting) {
        const scanned = scanner.scan(text, at, line);
        ({ at, line } = scanned);
        if (scanned.unfinished && !last) break;
      }
      const end = text.indexOf('\n', at) + 1;
      if (end === 0) break;
      parse(text.slice(at, end), line++);
      inLongLine = false;
      resting = end === at + 1 && units.atRest() && mender.atRest();
      at = end;
    }
    rest = text.slice(at);
  }

  return {
    write(chunk) {
      rest += chunk;
      if (rest.length < enough) return;
      read(false);
      if (rest.length > maxLine) {
        units.write(rest, line);
        rest = '';
        inLongLine = true;
        resting = false;
      }
      enough = Math.max(minRead, 2 * rest.length);
    },
    end() {
      read(true);
      if (rest !== '') parse(rest, line);
      units.close();
      document?.close(line);
    },
  };
}
