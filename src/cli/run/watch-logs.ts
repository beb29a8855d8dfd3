import { readdirSync, renameSync, rmSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Tool } from '../../suppression/suppression.js';
import { messagesName } from './compose-options.js';

export interface LogWatch {
  /** XML logs so far, by their present paths. */
  readonly logs: () => readonly string[];
  /** Ends watching and returns the paths of the files with Valgrind's own messages; empty ones are gone. */
  readonly stop: () => readonly string[];
}

/**
 * Gives each log a number as soon as it appears: `memcheck-PID.xml` becomes `memcheck-NUMBER-PID.xml`. A process that execs
 * another program keeps its process number, and the next Valgrind would begin the same file anew; process numbers also
 * come back. Valgrind itself goes on writing to the file that it has open. Where nothing can be watched, names are
 * given at the end.
 */
export function watchLogs(folder: string, tool: Tool): LogWatch {
  const logs: string[] = [];
  const messages: string[] = [];
  const number = (name: string) => {
    const pid = name.startsWith(`${tool}-`)
      ? /^(\d+)\.xml$/.exec(name.slice(tool.length + 1))?.[1]
      : undefined;
    if (pid !== undefined) rename(name, `${tool}-${logs.length + 1}-${pid}.xml`, logs);
    else if (name === messagesName) rename(name, `valgrind-${messages.length + 1}.messages`, messages);
  };
  const rename = (name: string, next: string, list: string[]) => {
    const path = join(folder, next);
    try {
      renameSync(join(folder, name), path);
      list.push(path);
    } catch {
      // It was renamed before: more than one event can tell of a file.
    }
  };
  const watcher = tryWatch(folder, (name) => number(name));
  return {
    logs: () => logs,
    stop() {
      watcher?.close();
      for (const name of readdirSync(folder).sort()) number(name);
      const isSaid = (path: string) => {
        if (statSync(path).size > 0) return true;
        rmSync(path);
        return false;
      };
      return messages.filter(isSaid);
    },
  };
}

function tryWatch(folder: string, onName: (name: string) => void) {
  try {
    const watcher = watch(folder, (_, name) => {
      if (name !== null) onName(name);
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
