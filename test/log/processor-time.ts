import process from 'node:process';

/**
 * Milliseconds for which the processor works on something, for tests of work that could grow with the square of what there is to
 * read: unlike the time on the clock it does not depend on what else the machine does.
 */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
