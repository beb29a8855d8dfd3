import type { Tool } from '../../src/suppression/suppression.js';

/** A program of test/programs, how it is built, and how Valgrind runs it. */
export interface Scenario {
  readonly name: string;
  readonly source: string;
  readonly compile: readonly string[];
  readonly tool: Tool;
  readonly options: readonly string[];
  /** `--num-callers` of the runs whose logs chaff reads. */
  readonly logCallers: number;
  /** `--num-callers` of the runs with suppressions; smaller, it shows whether stacks are cut as Valgrind does. */
  readonly runCallers: number;
  /** How many runs with suppressions. Each tries one suppression per kind that the program shows. */
  readonly runs: number;
  /** Is there debug information, also about inlined calls? Then an XML log leaves little open. */
  readonly debugInfo: boolean;
}

const memcheck: Pick<Scenario, 'tool' | 'options' | 'logCallers' | 'runCallers'> = {
  tool: 'memcheck',
  options: [
    '--leak-check=full',
    '--leak-resolution=high',
    '--show-leak-kinds=all',
    '--default-suppressions=no',
  ],
  logCallers: 12,
  runCallers: 12,
};
/** Without Valgrind's own suppressions these two report much of the C library, and not the same in every run. */
const threads: Pick<Scenario, 'options' | 'logCallers' | 'runCallers'> = {
  options: [],
  logCallers: 12,
  runCallers: 12,
};

export const scenarios: readonly Scenario[] = [
  { name: 'memory', source: 'memory.c', compile: ['-g', '-O0'], ...memcheck, runs: 12, debugInfo: true },
  {
    name: 'memory-stripped',
    source: 'memory.c',
    compile: ['-s', '-O0'],
    ...memcheck,
    runs: 8,
    debugInfo: false,
  },
  { name: 'leaks', source: 'leaks.c', compile: ['-g', '-O0'], ...memcheck, runs: 20, debugInfo: true },
  { name: 'inlined', source: 'inlined.c', compile: ['-g', '-O2'], ...memcheck, runs: 12, debugInfo: true },
  { name: 'shapes', source: 'shapes.cc', compile: ['-g', '-O0'], ...memcheck, runs: 12, debugInfo: true },
  { name: 'shapes-nodebug', source: 'shapes.cc', compile: ['-O2'], ...memcheck, runs: 8, debugInfo: false },
  {
    name: 'deep-4',
    source: 'deep.c',
    compile: ['-g', '-O0'],
    ...memcheck,
    runCallers: 4,
    runs: 12,
    debugInfo: true,
  },
  {
    name: 'inlined-3',
    source: 'inlined.c',
    compile: ['-g', '-O2'],
    ...memcheck,
    runCallers: 3,
    runs: 8,
    debugInfo: true,
  },
  {
    name: 'race-helgrind',
    source: 'race.c',
    compile: ['-g', '-O0'],
    tool: 'helgrind',
    ...threads,
    runs: 10,
    debugInfo: true,
  },
  {
    name: 'race-drd',
    source: 'race.c',
    compile: ['-g', '-O0'],
    tool: 'drd',
    ...threads,
    runs: 8,
    debugInfo: true,
  },
];
