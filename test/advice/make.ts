import { advise, adviseLogs } from '../../src/advice/advise.js';
import type { Advice, Circumstances } from '../../src/advice/advice.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import { groupFindings } from '../../src/group/group-findings.js';
import type { Group } from '../../src/group/group.js';
import type { LogCorpus } from '../../src/log/corpus-sink.js';
import type { Notice, Process } from '../../src/log/sink.js';
import { finding, frame } from '../minimize/make.js';

export const mine = '/home/me/program';
export const lib = '/usr/lib/libthing.so.1';
export const libc = '/usr/lib/libc.so.6';
export const ld = '/usr/lib/ld-linux-x86-64.so.2';

export function of(corpus: LogCorpus): Circumstances {
  const { processes, notices } = corpus;
  return { own: [], processes, notices, findings: sortedFindings(corpus) };
}

export function around(findings: readonly Finding[], more: Partial<Circumstances> = {}): Circumstances {
  return { own: [], processes: [process()], notices: [], findings, ...more };
}

export function process(more: Partial<Process> = {}): Process {
  return {
    log: 'a.log',
    line: 1,
    tool: 'memcheck',
    valgrind: '3.19.0',
    suppressedSome: false,
    usedSuppressions: [],
    ...more,
  };
}

export function notice(type: Notice['type'], text: string): Notice {
  return { log: 'a.log', line: 7, type, text };
}

/** All advice on the groups of these findings, by what the group is. */
export function advised(
  circumstances: Circumstances,
): (readonly [group: Group, advice: readonly Advice[]])[] {
  return groupFindings(circumstances.findings, circumstances.own).map((group) => [
    group,
    advise(group, circumstances),
  ]);
}

/** What the rules say of findings that are one group. */
export function ids(findings: readonly Finding[], more: Partial<Circumstances> = {}): string[] {
  const all = advised(around(findings, more));
  if (all.length !== 1) throw new Error(`${all.length} groups`);
  return all[0]![1].map(({ id }) => id);
}

export function logIds(findings: readonly Finding[], more: Partial<Circumstances> = {}): string[] {
  return adviseLogs(around(findings, more)).map(({ id }) => id);
}

/** An error of Memcheck that is no leak. */
export function error(
  kind: string,
  what: string,
  stack: readonly string[],
  more: Partial<Finding> = {},
): Finding {
  return finding(stack, { kind: `Memcheck:${kind}`, leakKind: undefined, what, ...more } as Partial<Finding>);
}

export function param(extra: string, stack: readonly string[], more: Partial<Finding> = {}): Finding {
  return error('Param', `Syscall param ${extra} points to uninitialised byte(s)`, stack, { extra, ...more });
}

/** A race on a global variable; `other` is the stack of the access before, which drd does not tell. */
export function race(
  stack: readonly string[],
  other?: readonly string[],
  more: Partial<Finding> = {},
): Finding {
  const helgrind = other !== undefined;
  return finding(stack, {
    tool: helgrind ? 'helgrind' : 'drd',
    kind: helgrind ? 'Helgrind:Race' : 'drd:ConflictingAccess',
    leakKind: undefined,
    what: 'Possible data race during read of size 4 at 0x60104C by thread #1',
    auxiliary: [
      ...(other === undefined
        ? []
        : [
            {
              caption: 'This conflicts with a previous write of size 4 by thread #2',
              frames: other.map(frame),
            },
          ]),
      { caption: 'Location 0x60104c is 0 bytes inside global var "x"', frames: [] },
    ],
    ...more,
  } as Partial<Finding>);
}
