import type { Tool } from '../../suppression/suppression.js';
import { numCallersOf, suppresses } from '../options.js';
import { ownCopy } from '../own-copy.js';
import type { Process, UsedSuppression } from '../sink.js';
import type { DebugMessage, Message } from './messages.js';
import type { ToldOfProcess } from './to-finding.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a process has told of itself so far; grows while its lines are read. */
export interface Facts extends Mutable<ToldOfProcess> {
  valgrind: string | undefined;
  /** Of the errors that follow. */
  thread: string | undefined;
}

/** What is known of a process when it is heard of first. */
export interface FirstSign {
  readonly pid: number;
  readonly line: number;
  /** From the last banner of another process in the log: a forked child prints none. */
  readonly tool: Tool | undefined;
  readonly valgrind: string | undefined;
  /** Line of its banner, where it was heard of before, and not of its end. */
  readonly unended?: number | undefined;
}

/** Takes the lines in which a process tells of itself. */
export interface FactsReader {
  readonly facts: Facts;
  hear(said: Message): void;
  hearDebug(said: DebugMessage): void;
  /** The list of options is over. */
  endOptions(): void;
  /** An error was listed although a suppression hid it. */
  sawSuppressed(): void;
  /** Nothing is missing if no summary follows: Valgrind itself said that it ends, or nobody knows that it began. */
  endsHere(): void;
  /** Line of the banner of a process that did not tell its end, which all do that have one. */
  unended(): number | undefined;
  /** All that the process told. */
  process(): Process;
}

/** More options than anybody gives. */
const mostOptions = 1000;

export function createFactsReader(log: string, first: FirstSign): FactsReader {
  const { pid, line, tool, valgrind } = first;
  const facts: Facts = {
    log,
    pid,
    tool,
    valgrind,
    command: undefined,
    options: undefined,
    thread: undefined,
  };
  const usedSuppressions: UsedSuppression[] = [];
  let options: string[] | undefined;
  let readingOptions = false;
  let counts: Pick<Process, 'summary' | 'suppressed'> = {};
  let suppressedSome = false;
  let { unended } = first;

  return {
    facts,
    hear(said) {
      switch (said.type) {
        case 'banner':
          facts.tool = said.tool;
          // Nulgrind has no errors to sum up.
          unended = said.tool === 'none' ? undefined : line;
          break;
        case 'version':
          facts.valgrind = said.valgrind;
          break;
        case 'command':
          facts.command = ownCopy(said.command);
          // Memcheck names a thread only when it is not the one named before, and the first is number 1.
          if (facts.tool !== 'helgrind') facts.thread = '1';
          break;
        case 'thread':
          facts.thread = ownCopy(said.thread);
          break;
        case 'summary':
          counts = { summary: said.summary, suppressed: said.suppressed };
          unended = undefined;
          break;
      }
    },
    hearDebug(said) {
      if (said.type === 'options') {
        options = [];
        facts.options = options;
        readingOptions = true;
      } else if (said.type === 'option') {
        if (readingOptions && options && options.length < mostOptions) options.push(ownCopy(said.option));
      } else {
        readingOptions = false;
        if (said.type === 'used-suppression') usedSuppressions.push(said.used);
      }
    },
    endOptions() {
      readingOptions = false;
    },
    sawSuppressed() {
      suppressedSome = true;
    },
    endsHere() {
      unended = undefined;
    },
    unended: () => unended,
    process() {
      const numCallers = numCallersOf(facts.options);
      return {
        log,
        line,
        pid,
        ...counts,
        ...(facts.tool === undefined ? {} : { tool: facts.tool }),
        ...(facts.valgrind === undefined ? {} : { valgrind: facts.valgrind }),
        ...(facts.command === undefined ? {} : { command: facts.command }),
        ...(facts.options === undefined ? {} : { options: facts.options }),
        ...(numCallers === undefined ? {} : { numCallers }),
        suppressedSome:
          suppressedSome ||
          usedSuppressions.length > 0 ||
          (counts.suppressed?.errors ?? 0) > 0 ||
          (facts.options?.some(suppresses) ?? false),
        usedSuppressions,
      };
    },
  };
}
