import { compareVersions, parseVersion } from '../../suppression/version.js';
import type { Process } from '../../log/sink.js';
import { count } from '../evidence.js';
import { optionOf } from '../processes.js';
import type { DescribedLogRule } from '../rule.js';

/** So many threads with errors make a program one of threads, whatever the tool. */
const manyThreads = 4;

export const fairSched: DescribedLogRule = {
  id: 'fair-sched',
  action: 'log',
  when: 'options tell that Helgrind, DRD or a program of many threads ran without `--fair-sched=yes`',
  what: 'Record with `--fair-sched=yes`',
  advise({ processes, findings }) {
    const threads = new Map<string, Set<string>>();
    for (const { thread, pid, places } of findings)
      if (thread !== undefined && places[0]) {
        const key = `${places[0].log}\n${pid ?? ''}`;
        const seen = threads.get(key);
        if (seen) seen.add(thread);
        else threads.set(key, new Set([thread]));
      }
    const unfair = processes.filter(
      (process) =>
        isUnfair(process) &&
        (process.tool === 'helgrind' ||
          process.tool === 'drd' ||
          (threads.get(`${process.log}\n${process.pid ?? ''}`)?.size ?? 0) >= manyThreads),
    );
    if (unfair.length === 0) return undefined;
    return {
      text: 'Record with --fair-sched=yes.',
      why: 'Valgrind runs one thread at a time, and without it one thread may run for long while others starve: fewer interleavings are seen, and runs differ more.',
      evidence: [`${count(unfair.length, 'process', 'processes')} with threads and without the option`],
      example: '--fair-sched=yes',
    };
  },
};

/** The option came with 3.8.0, and does not work in 3.27.0. */
function isUnfair(process: Process): boolean {
  if (process.options === undefined || ['yes', 'try'].includes(optionOf(process, '--fair-sched') ?? 'no'))
    return false;
  const { valgrind } = process;
  if (valgrind === undefined || parseVersion(valgrind) === undefined) return true;
  return compareVersions(valgrind, '3.8.0') >= 0 && compareVersions(valgrind, '3.27.0') !== 0;
}
