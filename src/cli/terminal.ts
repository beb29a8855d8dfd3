import { fstatSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { exit } from './exit.js';
import { todayIn } from './today.js';
import { codeOf, reasonOf } from './system-error.js';

export interface Terminal {
  readonly cwd: string;
  out(text: string): void;
  /** Writes a byte string to standard output as it is: a set, a diff. */
  bytes(text: string): void;
  /** Progress, summaries and warnings. */
  err(text: string): void;
  /** May standard output and standard error be coloured? */
  readonly colour: boolean;
  /** Does somebody look at standard output? */
  readonly outIsTerminal?: boolean;
  /** Is standard error a terminal, so that progress is shown? */
  readonly errIsTerminal?: boolean;
  /** The day, `YYYY-MM-DD`; see today.ts. */
  readonly today: string;
  /** The folder of the packs; those that come with chaff where it is undefined. */
  readonly packs?: string;
  /** A line that is replaced by the next and vanishes at the end; only shown on a terminal. */
  progress(text: string): void;
}

/** The real terminal of this process. */
export function terminal(): Terminal {
  const onTerminal = process.stderr.isTTY;
  const colour =
    process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb';
  const clear = '\r\u001b[2K';
  let showing = false;
  const hide = () => {
    if (showing) process.stderr.write(clear);
    showing = false;
  };
  const end = (error: unknown) => {
    // Whoever read has seen enough, as in `chaff lint | head`: there is nobody to tell more, and nothing is wrong.
    if (codeOf(error) === 'EPIPE') process.exit(exit.nobodyReads);
    hide();
    process.stderr.write(`chaff: cannot write standard output: ${reasonOf(error)}\n`);
    process.exit(exit.couldNotRun);
  };
  process.stdout.on('error', end);
  // Where nobody hears warnings the work goes on.
  process.stderr.on('error', () => undefined);
  const isFile = fstatSync(process.stdout.fd).isFile();
  const write = (bytes: string | Uint8Array) => {
    hide();
    if (!isFile) process.stdout.write(bytes);
    else
      try {
        // The stream would take what a full disk has room for as everything.
        writeFileSync(process.stdout.fd, bytes);
      } catch (error) {
        end(error);
      }
  };
  return {
    cwd: process.cwd(),
    outIsTerminal: process.stdout.isTTY,
    errIsTerminal: onTerminal,
    colour,
    today: todayIn(process.env, new Date()),
    out: write,
    bytes: (text) => write(Buffer.from(text, 'latin1')),
    err(text) {
      hide();
      process.stderr.write(text);
    },
    progress(text) {
      if (!onTerminal) return;
      process.stderr.write(clear + text.slice(0, Math.max(20, (process.stderr.columns || 80) - 1)));
      showing = text !== '';
    },
  };
}
