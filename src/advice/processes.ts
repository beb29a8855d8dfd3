import type { Finding } from '../finding/finding.js';
import type { Process } from '../log/sink.js';
import { compareVersions, parseVersion } from '../suppression/version.js';

/** By log, for as long as the processes are known: rules ask for each group. */
const logs = new WeakMap<readonly Process[], ReadonlyMap<string, readonly Process[]>>();

function processesByLog(processes: readonly Process[]): ReadonlyMap<string, readonly Process[]> {
  const known = logs.get(processes);
  if (known) return known;
  const byLog = new Map<string, Process[]>();
  for (const process of processes) {
    const others = byLog.get(process.log);
    if (others) others.push(process);
    else byLog.set(process.log, [process]);
  }
  logs.set(processes, byLog);
  return byLog;
}

/** The processes of the logs that show these findings. */
export function processesOf(findings: readonly Finding[], processes: readonly Process[]): readonly Process[] {
  const byLog = processesByLog(processes);
  const names = new Set(findings.flatMap(({ places }) => places.map(({ log }) => log)));
  return [...names].flatMap((log) => byLog.get(log) ?? []);
}

/** The newest Valgrind of these processes; undefined when one of them does not tell, or there is none. */
export function newestOf(processes: readonly Process[]): string | undefined {
  let newest: string | undefined;
  for (const { valgrind } of processes) {
    if (valgrind === undefined || parseVersion(valgrind) === undefined) return undefined;
    if (newest === undefined || compareVersions(valgrind, newest) > 0) newest = valgrind;
  }
  return newest;
}

export function isOlder(version: string | undefined, than: string): boolean {
  return version !== undefined && parseVersion(version) !== undefined && compareVersions(version, than) < 0;
}

/** The last value that an option was given, e.g. of `--smc-check`; undefined when it was not. */
export function optionOf({ options }: Process, name: string): string | undefined {
  return options?.findLast((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
}
