import type { LogSink } from '../../../src/log/sink.js';
import { openDocument, type Document } from '../../../src/log/xml/document.js';
import { child } from '../../../src/log/xml/element.js';
import { createMender } from '../../../src/log/xml/mend.js';
import type { LogReader } from '../../../src/log/xml/reader.js';
import { createUnitReader } from '../../../src/log/xml/units.js';

/** A line beyond this length is no line of Valgrind's; it goes on to the parser in pieces, as it is. */
const maxLine = 1 << 20;
const maxProblems = 100;

const tooMany = 'further problems of this log are not told';

/** The reader without its fast way: every line goes through the parser. */
export function createPlainReader(log: string, to: LogSink): LogReader {
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
  const { mend } = createMender();

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
