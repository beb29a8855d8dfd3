import type { LogSink } from '../sink.js';
import { openDocument, type Document } from './document.js';
import { child } from './element.js';
import { createMender } from './mend.js';
import { createUnitReader } from './units.js';

/** Takes a log in pieces of any size and delivers to the sink what it has read. */
export interface LogReader {
  /** Takes the next piece, a byte string. */
  write(chunk: string): void;
  /** No more follows. */
  end(): void;
}

/** A line beyond this length is no line of Valgrind's; it goes on to the parser in pieces, as it is. */
const maxLine = 1 << 20;
const maxProblems = 100;

const tooMany = 'further problems of this log are not told';

/**
 * Reads XML logs of protocols 4 to 6, also several in one stream, cut off or not well-formed (reference section 6).
 * Every complete `<error>` is used; what is lost is delivered as a problem. `log` is the name given by the user.
 */
export function createXmlReader(log: string, to: LogSink): LogReader {
  let problems = 0;
  const sink: LogSink = {
    ...to,
    problem(problem) {
      problems++;
      if (problems < maxProblems) to.problem(problem);
      else if (problems === maxProblems) to.problem({ ...problem, message: tooMany });
    },
  };
  let document: Document | undefined;
  let line = 1;
  let rest = '';
  let inLongLine = false;
  const mend = createMender();

  const units = createUnitReader({
    begin(at) {
      document?.close(line);
      document = openDocument(log, at, sink);
    },
    unit(unit) {
      // A stream can begin in the middle of a log; what stands before the first whole error is of no use then.
      if (!document && unit.name === 'error' && child(unit, 'unique')) {
        const message = 'the log has no beginning: tool, command and options are not known';
        sink.problem({ log, line: unit.line, message });
        document = openDocument(log, unit.line, sink);
      }
      document?.unit(unit);
    },
    broken(name, at) {
      document?.broken(name, at);
    },
    end() {
      document?.end();
    },
  });

  const whole = (text: string) => (inLongLine || text.length > maxLine ? text : mend(text));

  return {
    write(chunk) {
      let start = 0;
      for (;;) {
        const newline = chunk.indexOf('\n', start);
        if (newline < 0) break;
        const text = rest + chunk.slice(start, newline + 1);
        rest = '';
        units.write(whole(text), line++);
        inLongLine = false;
        start = newline + 1;
      }
      rest += chunk.slice(start);
      if (rest.length > maxLine) {
        units.write(rest, line);
        rest = '';
        inLongLine = true;
      }
    },
    end() {
      if (rest !== '') units.write(whole(rest), line);
      units.close();
      document?.close(line);
    },
  };
}
