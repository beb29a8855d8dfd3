import { writeWhole } from './files.js';
import type { Terminal } from './terminal.js';

/** Writes new suppressions, a byte string, to `-o`, or to standard output when that is not taken by a report. */
export async function writeSet(
  bytes: string,
  output: string | undefined,
  toStandardOutput: boolean,
  terminal: Terminal,
): Promise<void> {
  if (output !== undefined && output !== '-') await writeWhole(output, bytes, terminal.cwd);
  else if (toStandardOutput) terminal.bytes(bytes);
}
