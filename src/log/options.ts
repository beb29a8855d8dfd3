import type { Frame } from '../finding/finding.js';
import { fewestAddresses } from '../finding/recursion.js';

/** `--num-callers`: 12 when options are told without it, undefined when they are not told at all. */
export function numCallersOf(options: readonly string[] | undefined): number | undefined {
  if (!options) return undefined;
  const last = options.findLast((option) => option.startsWith('--num-callers='));
  const match = /=(\d{1,6})$/.exec(last ?? '');
  return match ? Number(match[1]) : 12;
}

/** Does an option name a suppression file? (The default file hides findings as well, which only counts tell.) */
export function suppresses(option: string): boolean {
  return option.startsWith('--suppressions=');
}

/** Does Valgrind end the program as soon as it reports an error? */
export function endsAtFirstError(options: readonly string[] | undefined): boolean {
  return options?.findLast((option) => option.startsWith(firstErrorOption)) === `${firstErrorOption}yes`;
}

const firstErrorOption = '--exit-on-first-error=';

/** Are names printed demangled? */
export function isDemangled(options: readonly string[] | undefined): boolean {
  return saidOf(options).demangled;
}

/**
 * Valgrind prints no frames outside `main` unless told to (`--show-below-main`), but it records and matches as many as fit.
 * A stack of `--num-callers` physical frames is full, so that nothing is hidden.
 */
export function hidesBelowMain(frames: readonly Frame[], options: readonly string[] | undefined): boolean {
  const last = frames.at(-1)?.fun;
  if (last !== 'main' && last !== '(below main)') return false;
  const { showsBelowMain, numCallers } = saidOf(options);
  if (showsBelowMain) return false;
  if (numCallers === undefined || frames.length < numCallers) return true;
  return fewestAddresses(frames) < numCallers;
}

interface Said {
  readonly options: readonly string[] | undefined;
  readonly demangled: boolean;
  readonly showsBelowMain: boolean;
  readonly numCallers: number | undefined;
}

/** What the options say that were asked for last: mostly they are those of the next error. */
let said: Said = { options: undefined, demangled: true, showsBelowMain: false, numCallers: undefined };

function saidOf(options: readonly string[] | undefined): Said {
  if (options === said.options) return said;
  const valueOf = (name: string) =>
    options?.findLast((option) => option.startsWith(name))?.slice(name.length);
  return (said = {
    options,
    demangled: valueOf('--demangle=') !== 'no',
    showsBelowMain: valueOf('--show-below-main=') === 'yes',
    numCallers: numCallersOf(options),
  });
}
