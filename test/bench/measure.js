import { performance } from 'node:perf_hooks';
import { spawnSync } from 'node:child_process';

/** Milliseconds that a command takes from its start to its end, whatever it says. */
export function wholeProcess(command, args) {
  return () => {
    const start = performance.now();
    run(command, args, 'ignore');
    return performance.now() - start;
  };
}

/** Milliseconds that a command prints: it has measured a part of itself, in a process that has done nothing before. */
export function asPrinted(command, args) {
  return () => Number(run(command, args, 'pipe').at(1));
}

/** Mebibytes of memory that a script of Node's had in use at the most, all its threads together. */
export function peakMemory(args) {
  return () => runTold(args).mebibytes;
}

/** The same as `wholeProcess` for such a script, of whose last run `told` gives what it printed and its memory. */
export function wholeProcessTold(args) {
  let last;
  const measure = () => {
    const start = performance.now();
    last = runTold(args);
    return performance.now() - start;
  };
  return { measure, told: () => last };
}

function runTold(args) {
  const tell =
    "import { writeSync } from 'node:fs';" +
    "process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));";
  const all = ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, ...args];
  const files = run(process.execPath, all, 'pipe', 'pipe');
  return { printed: files.at(1), mebibytes: Number(files.at(3)) / 1024 };
}

/** @returns what the command writes to each of its files, where that is not ignored */
function run(command, args, output, ...more) {
  const stdio = ['ignore', output, 'pipe', ...more];
  const result = spawnSync(command, args, { encoding: 'utf8', stdio, maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  // 1 says that there are findings.
  if (result.status !== 0 && result.status !== 1)
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status}: ${result.stderr}`);
  return result.output;
}

/**
 * Measures two sides in turn, so that what slows the machine down for a while slows down both; the ratio is that of
 * neighbours. A run before them that does not count brings files and programs into memory; with a single run, which is for
 * what takes minutes, there is none.
 */
export function compare(sides, runs) {
  const [[first, measureFirst], [second, measureSecond]] = Object.entries(sides);
  const pair = (k) => {
    if (k % 2 === 0) return { [first]: measureFirst(), [second]: measureSecond() };
    const ofSecond = measureSecond();
    return { [first]: measureFirst(), [second]: ofSecond };
  };
  const pairs = runs === 1 ? [pair(0)] : Array.from({ length: runs + 1 }, (_, k) => pair(k)).slice(1);
  return {
    medians: {
      [first]: median(pairs.map((each) => each[first])),
      [second]: median(pairs.map((each) => each[second])),
    },
    ratio: summary(pairs.map((each) => each[first] / each[second])),
  };
}

function summary(values) {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
