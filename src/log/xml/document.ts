import type { Finding } from '../../finding/finding.js';
import type { Tool } from '../../suppression/suppression.js';
import { endsEarly, firstError } from '../lost.js';
import { endsAtFirstError, numCallersOf, suppresses } from '../options.js';
import { ownCopy } from '../own-copy.js';
import type { LogSink, UsedSuppression } from '../sink.js';
import { child, childrenNamed, countOf, textOf, type Unit } from './element.js';
import { readError } from './error.js';
import { createStackReader } from './stacks.js';

/** One `<valgrindoutput>`: the output of one process, or of several that forked and write to one file. */
export interface Document {
  unit(unit: Unit): void;
  broken(name: string, line: number): void;
  /** `</valgrindoutput>` was read; a forked process may still go on. */
  end(): void;
  /** Nothing more follows: delivers totals and the process. `line` is the last one read. */
  close(line: number): void;
}

const tools: Readonly<Record<string, Tool>> = {
  memcheck: 'memcheck',
  helgrind: 'helgrind',
  drd: 'drd',
  'exp-sgcheck': 'exp-sgcheck',
  'exp-ptrcheck': 'exp-ptrcheck',
  none: 'none',
};

interface Counts {
  readonly errors: number;
  readonly contexts: number;
}

/** `line`: where the document begins. */
export function openDocument(
  log: string,
  line: number,
  sink: LogSink,
  stacks = createStackReader(),
): Document {
  let pid: number | undefined;
  let tool: Tool | undefined;
  let valgrind: string | undefined;
  let command: string | undefined;
  let options: readonly string[] | undefined;
  let summary: Counts | undefined;
  let suppressed: Counts | undefined;
  let ended = false;
  let finished = false;
  let errors = 0;
  /** Unique number → kept finding. Forked processes go on with their parent's numbers. */
  const findings = new Map<string, Finding>();
  const records = new Map<Finding, number>();
  /** Unique number → how often the error happened. */
  const counts = new Map<string, number>();
  const used = new Map<string, UsedSuppression>();

  const readers: Readonly<Record<string, (unit: Unit) => void>> = {
    preamble(unit) {
      for (const { text } of childrenNamed(unit, 'line')) {
        valgrind ??= /^Using Valgrind-(\S{1,40}) /.exec(text)?.[1];
      }
    },
    pid(unit) {
      const text = unit.text.trim();
      if (/^\d{1,10}$/.test(text)) pid = Number(text);
    },
    tool: readTool,
    protocoltool: readTool,
    args(unit) {
      const own = child(unit, 'vargv');
      if (own) options = childrenNamed(own, 'arg').map((each) => each.text);
      const argv = child(unit, 'argv');
      if (argv) command = argv.children.map((each) => each.text).join(' ');
    },
    status(unit) {
      if (textOf(unit, 'state') === 'FINISHED') finished = true;
    },
    error(unit) {
      errors++;
      const result = readError(unit, { log, stacks, tool, pid, command, options });
      const problem = 'problem' in result ? result.problem : result.remark;
      if (problem !== undefined) sink.problem({ log, line: unit.line, message: problem });
      if ('problem' in result) return;
      const kept = (result.repeat && sink.again?.(result.repeat)) ?? sink.finding(result.finding());
      records.set(kept, (records.get(kept) ?? 0) + 1);
      const unique = textOf(unit, 'unique');
      if (unique !== undefined) findings.set(ownCopy(unique), kept);
    },
    errorcounts(unit) {
      for (const pair of childrenNamed(unit, 'pair')) {
        const [count, unique] = [countOf(pair, 'count'), textOf(pair, 'unique')];
        // Two lists when a process forked: the later one counts what both did before, so none is a part of the other.
        if (count !== undefined && unique !== undefined)
          counts.set(unique, Math.max(count, counts.get(unique) ?? 0));
      }
    },
    suppcounts(unit) {
      const list = new Map<string, number>();
      for (const pair of childrenNamed(unit, 'pair')) {
        const [count, name] = [countOf(pair, 'count'), textOf(pair, 'name')];
        if (count !== undefined && name !== undefined) list.set(name, count + (list.get(name) ?? 0));
      }
      for (const [name, count] of list) {
        used.set(name, { name, count: Math.max(count, used.get(name)?.count ?? 0) });
      }
    },
    error_summary(unit) {
      summary = countsOf(unit, 'errors', 'error_contexts') ?? summary;
      suppressed = countsOf(unit, 'suppressed', 'suppressed_contexts') ?? suppressed;
    },
    fatal_signal(unit) {
      const name = textOf(unit, 'signame') ?? textOf(unit, 'signo') ?? 'unknown';
      const details = [textOf(unit, 'event'), textOf(unit, 'siaddr')?.replace(/^/, 'at address ')];
      const text = [`Process terminating on signal ${name}`, ...details.filter((each) => each !== undefined)];
      sink.notice({ log, line: unit.line, type: 'fatal-signal', text: text.join(', ') });
    },
    stack(unit) {
      // Before the end it is a piece of a damaged error.
      if (!ended) return;
      const text = 'the tool itself crashed: a stack follows that belongs to no error';
      sink.notice({ log, line: unit.line, type: 'tool-crash', text });
    },
  };

  function readTool(unit: Unit): void {
    const name = unit.text.trim();
    if (Object.hasOwn(tools, name)) tool = tools[name];
    else if (unit.name === 'tool') {
      sink.problem({ log, line: unit.line, message: `tool without suppressions: ${name}` });
    }
  }

  function deliverTotals(): void {
    const times = new Map<Finding, number>();
    const listed = new Set<Finding>();
    for (const [unique, finding] of findings) {
      const count = counts.get(unique);
      if (count !== undefined) listed.add(finding);
      times.set(finding, (times.get(finding) ?? 0) + (count ?? 1));
    }
    for (const finding of listed) sink.total(finding, times.get(finding)!, records.get(finding)!);
  }

  return {
    unit(unit) {
      readers[unit.name]?.(unit);
    },
    broken(name, at) {
      if (name === 'error') errors++;
      sink.problem({ log, line: at, message: `<${name}> is damaged or has no end, and is not used` });
    },
    end() {
      ended = true;
    },
    close(last) {
      if (!ended) {
        sink.problem({ log, line: last, message: endsEarly });
      } else if (options && !finished && errors === 0) {
        const text = 'Valgrind stopped before the program ran: it refused a suppression file';
        sink.notice({ log, line, type: 'refused-suppressions', text });
      } else if (!finished && endsAtFirstError(options)) {
        sink.notice({ log, line: last, type: 'cut-off', text: `${firstError} (--exit-on-first-error=yes)` });
      }
      deliverTotals();
      const numCallers = numCallersOf(options);
      sink.process({
        log,
        line,
        ...(pid === undefined ? {} : { pid }),
        ...(tool === undefined ? {} : { tool }),
        ...(valgrind === undefined ? {} : { valgrind }),
        ...(command === undefined ? {} : { command }),
        ...(options === undefined ? {} : { options }),
        ...(numCallers === undefined ? {} : { numCallers }),
        suppressedSome:
          (options?.some(suppresses) ?? false) || used.size > 0 || (suppressed?.errors ?? 0) > 0,
        ...(suppressed === undefined ? {} : { suppressed }),
        ...(summary === undefined ? {} : { summary }),
        usedSuppressions: [...used.values()],
      });
    },
  };
}

function countsOf(unit: Unit, errors: string, contexts: string): Counts | undefined {
  const [e, c] = [countOf(unit, errors), countOf(unit, contexts)];
  return e === undefined || c === undefined ? undefined : { errors: e, contexts: c };
}
