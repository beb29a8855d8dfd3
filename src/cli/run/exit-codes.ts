import { constants } from 'node:os';
import { exit } from '../exit.js';

/** Whose word the exit code is. */
export const verdicts = ['program', 'findings', 'both'] as const;
export type ExitBy = (typeof verdicts)[number];

/** How a run ended. */
export interface End {
  /** Of the program; undefined where Valgrind could not start it. */
  readonly code: number | undefined;
  /** Distinct findings that no set in use surely hides. */
  readonly reported: number;
}

/** As a shell has it: 128 and the number of the signal that ended a program. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return signal === null ? (code ?? exit.couldNotRun) : 128 + constants.signals[signal];
}

/** The exit code over all runs: the first program that failed decides, in the order of the list. */
export function chooseExitCode(ends: readonly End[], by: ExitBy): number {
  if (ends.some(({ code }) => code === undefined)) return exit.couldNotRun;
  const ofPrograms = ends.find(({ code }) => code !== 0)?.code ?? 0;
  const ofFindings = ends.some(({ reported }) => reported > 0) ? exit.findings : exit.nothingToSay;
  return by === 'program' ? ofPrograms : by === 'findings' ? ofFindings : ofPrograms || ofFindings;
}
