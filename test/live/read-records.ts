import type { Finding } from '../../src/finding/finding.js';
import { readLog } from '../../src/log/read.js';

/** The error records of a log, one by one in order of the log, unfolded. Fails on a log with problems. */
export async function readRecords(text: string): Promise<Finding[]> {
  const records: Finding[] = [];
  const problems: string[] = [];
  async function* chunks() {
    yield Buffer.from(text, 'latin1');
  }
  await readLog(chunks(), 'log', {
    finding(record) {
      records.push(record);
      return record;
    },
    total: () => undefined,
    suppressed: () => undefined,
    process: () => undefined,
    notice: () => undefined,
    problem: (problem) => problems.push(`${problem.line}: ${problem.message}`),
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return records;
}

/** Number of records by id. */
export function countById(records: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id } of records) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}
