import { endsEarly } from '../lost.js';
import { createFollowed } from './followed.js';
import type { Prefix } from './prefix.js';
import { ProcessReader, type ProcessContext } from './process.js';
import type { Reading } from './reading.js';

/** The processes of a log, each of which is followed while others print in between. */
export interface Processes {
  /** The process of a line; a new one if it is not followed. */
  of(prefix: Prefix): ProcessReader;
  has(prefix: Prefix): boolean;
  /** A banner: of a new process, or of a program that an old one (maybe a forked child) goes on with. */
  announce(process: ProcessReader): ProcessReader;
  /** The last process with a banner: what it runs, its forked children run. */
  announced(): ProcessReader | undefined;
  /** In order of their last lines. */
  all(): ProcessReader[];
  /** Nothing follows. */
  end(): void;
}

/** Processes that are followed at a time; the one not heard of for longest is closed for a new one. */
const maxProcesses = 256;

export function createProcesses(
  context: ProcessContext,
  reading: Reading,
  onClose: (process: ProcessReader) => void,
): Processes {
  const followed = createFollowed<ProcessReader>(maxProcesses);
  /** Lines of the banners of those that are not followed any more, and told no end, by their keys. */
  const unended = new Map<string, number>();
  let announced: ProcessReader | undefined;

  function start(key: string, pid: number): ProcessReader {
    const { tool, valgrind } = announced ?? {};
    const first = { pid, line: reading.line, tool, valgrind, unended: unended.get(key) };
    const process = new ProcessReader(context, key, first);
    unended.delete(key);
    followed.put(key, process);
    return process;
  }

  function leave({ key, unended: line }: ProcessReader): void {
    if (line !== undefined) unended.set(key, line);
  }

  function close(process: ProcessReader): void {
    process.finish();
    leave(process);
    onClose(process);
    if (reading.current === process) reading.current = reading.prefix = undefined;
  }

  return {
    of(prefix) {
      const key = keyOf(prefix);
      const known = followed.use(key);
      if (known) return known;
      const oldest = followed.takeOldest();
      if (oldest) close(oldest);
      return start(key, prefix.pid);
    },
    has: (prefix) => followed.has(keyOf(prefix)),
    announce(process) {
      if (process.line < reading.line) {
        process.finish();
        process = reading.current = start(process.key, process.pid);
      }
      announced = process;
      return process;
    },
    announced: () => announced,
    all: () => followed.all(),
    end() {
      for (const process of followed.all().sort((a, b) => a.line - b.line)) {
        process.finish();
        leave(process);
      }
      followed.clear();
      for (const line of [...unended.values()].sort((a, b) => a - b)) context.problem(line, endsEarly);
    },
  };
}

function keyOf(prefix: Prefix): string {
  return `${prefix.level}:${prefix.pid}`;
}
