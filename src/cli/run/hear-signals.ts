import { spawn, type ChildProcess } from 'node:child_process';
import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type Heard = (typeof signals)[number];

/** So long it may take until the death of a process is known, in milliseconds. */
const patience = 200;

/**
 * Hands the signals that this process alone gets to `pass`. Ctrl-C, and a terminal that is closed, reach every process of the
 * group, the programs of chaff among them: passed on, they would come twice. No system call tells the one from the other, so
 * a process that does nothing (`cat`) stands in the group, and what ends it has reached all.
 *
 * @param hear is told of each signal at once, whoever else got it
 * @returns ends the hearing
 */
export function hearSignals(hear: (signal: Heard) => void, pass: (signal: Heard) => void): () => void {
  let isOver = false;
  let witness: ChildProcess | undefined;
  /** Signals that ended a witness, and which of them have been heard. */
  let witnessed: Heard[] = [];
  const post = () => {
    witness = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
    witness.on('error', () => undefined);
    witness.on('exit', (_, signal) => {
      const heard = signals.find((each) => each === signal);
      if (isOver || !heard) return;
      witnessed.push(heard);
      setTimeout(() => (witnessed = witnessed.filter((each) => each !== heard)), 2 * patience).unref();
      post();
    });
  };
  const onSignal = (signal: NodeJS.Signals) => {
    const heard = signal as Heard;
    hear(heard);
    setTimeout(() => {
      const at = witnessed.indexOf(heard);
      if (at >= 0) witnessed.splice(at, 1);
      else if (!isOver) pass(heard);
    }, patience);
  };
  post();
  for (const each of signals) process.on(each, onSignal);
  return () => {
    isOver = true;
    for (const each of signals) process.off(each, onSignal);
    witness?.stdin?.destroy();
    witness?.kill();
  };
}
