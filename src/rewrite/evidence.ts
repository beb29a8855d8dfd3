import type { LogCorpus } from '../log/corpus-sink.js';
import { endingEarly } from '../log/lost.js';
import type { Notice, Process } from '../log/sink.js';
import { parseLeakSet } from '../suppression/leak-set.js';
import { leakKinds, type LeakKind, type Suppression, type Tool } from '../suppression/suppression.js';

/** What the logs would have shown, had it happened. An entry may go for want of findings only where they would. */
export interface Evidence {
  /** Why findings may be missing; empty when nothing says so. */
  readonly gaps: readonly Gap[];
  /** The tools whose processes the logs are of. */
  readonly tools: ReadonlySet<Tool>;
  /** The kinds of leaks that the logs show. */
  readonly leakKinds: ReadonlySet<LeakKind>;
}

export interface Gap {
  readonly tool: Tool;
  /** What some of the tool's logs are, in words. */
  readonly why: string;
}

/** @param numCallers the depth at which the set will be used */
export function evidenceOf(corpus: LogCorpus, numCallers: number): Evidence {
  const { processes, notices } = corpus;
  const findings = [...corpus.findings.values()];
  const tools = new Set([...processes, ...findings].flatMap(({ tool }) => tool ?? []));
  const limited = logsWith(notices, ['cut-off']);
  const early = new Set([
    ...endingEarly(corpus),
    ...logsWith(notices, ['refused-suppressions', 'tool-crash']),
  ]);
  const known = new Set(processes.map(({ log }) => log));
  // Of a log that tells of no process, nobody knows which tool it was to be of.
  const isAnyEarly = [...early].some((log) => !known.has(log));
  const reasons: readonly (readonly [string, (process: Process) => boolean])[] = [
    ['recorded under suppressions', (each) => each.suppressedSome],
    ["cut off by Valgrind's error limit or at the first error", (each) => limited.has(each.log)],
    ['cut off before the program ended', (each) => isAnyEarly || early.has(each.log)],
    [
      'recorded with fewer callers than the set will see',
      (each) => (each.numCallers ?? numCallers) < numCallers,
    ],
  ];
  const shown = new Set(findings.flatMap(({ leakKind }) => leakKind ?? []));
  for (const process of processes) for (const kind of kindsAskedFor(process)) shown.add(kind);
  return {
    gaps: [...tools].sort().flatMap((tool) => {
      const own = processes.filter((each) => each.tool === undefined || each.tool === tool);
      return reasons.filter(([, isSo]) => own.some(isSo)).map(([why]) => ({ tool, why }));
    }),
    tools,
    leakKinds: new Set(
      leakKinds.filter((kind) => shown.has(kind) && !processes.some((each) => leavesOut(each, kind))),
    ),
  };
}

function logsWith(notices: readonly Notice[], types: readonly Notice['type'][]): ReadonlySet<string> {
  return new Set(notices.filter(({ type }) => types.includes(type)).map(({ log }) => log));
}

/** Would the logs show everything that the suppression of this tool hides? */
export function showsAllOf(evidence: Evidence, tool: Tool, { kind, leakKinds: some }: Suppression): boolean {
  const { gaps, tools, leakKinds: shown } = evidence;
  return (
    tools.has(tool) &&
    !gaps.some((gap) => gap.tool === tool) &&
    (kind !== 'Memcheck:Leak' || (some ?? leakKinds).every((each) => shown.has(each)))
  );
}

/** Did a run of Memcheck not ask for the kind? Unknown, hence no, where the log does not tell options. */
function leavesOut(process: Process, kind: LeakKind): boolean {
  return (
    process.tool === 'memcheck' && process.options !== undefined && !kindsAskedFor(process).includes(kind)
  );
}

/** The kinds of leaks that the options ask for; none where the log does not tell them. */
function kindsAskedFor({ tool, options = [] }: Process): readonly LeakKind[] {
  if (tool !== 'memcheck') return [];
  let asks = options.includes('--xml=yes'); // which means a full leak check
  let kinds: readonly LeakKind[] = ['definite', 'possible'];
  for (const option of options) {
    const [name, value = ''] = option.split('=', 2);
    if (name === '--leak-check') asks = value === 'full' || value === 'yes' || options.includes('--xml=yes');
    else if (name === '--show-leak-kinds') kinds = parseLeakSet(value) ?? kinds;
    else if (name === '--show-reachable') kinds = value === 'yes' ? leakKinds : ['definite', 'possible'];
    else if (name === '--show-possibly-lost')
      kinds = [
        ...kinds.filter((kind) => kind !== 'possible'),
        ...(value === 'yes' ? ['possible' as const] : []),
      ];
  }
  return asks ? kinds : [];
}
