import { mergeThreeWay } from '../merge/three-way/merge-three-way.js';
import { threeWayJson } from '../report/three-way/json.js';
import { refusalNotes, threeWayNotes } from '../report/three-way/pretty.js';
import { exit, type ExitCode } from './exit.js';
import { readSources } from './files.js';
import { standardInput } from './standard-input.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';
import { writeSet } from './write-set.js';

interface ThreeWayFlags {
  readonly base: string;
  readonly output?: string | undefined;
  readonly format: string;
}

/** `chaff merge --base BASE OURS THEIRS`: 0 merged, 1 with conflicts, 2 could not. */
export async function runThreeWay(
  files: readonly string[],
  { base: baseName, output, format }: ThreeWayFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  if (files.length !== 2)
    throw new UsageError(`--base goes with two files, ours and theirs; there are ${files.length}`);
  if ([baseName, ...files].filter((name) => name === standardInput).length > 1)
    throw new UsageError('- can be only one of the three');
  const [base, ours, theirs] = await readSources([baseName, ...files], terminal.cwd);
  const merged = mergeThreeWay({ base: base!, ours: ours!, theirs: theirs! });
  if (merged.type === 'refused') {
    terminal.err(refusalNotes(merged.refusals));
    terminal.err('chaff: nothing was merged: mend what Valgrind refuses\n');
    return exit.couldNotRun;
  }
  await writeSet(merged.bytes, output, format === 'pretty', terminal);
  if (format === 'pretty') terminal.err(threeWayNotes(merged, output ?? '-'));
  else terminal.out(threeWayJson(merged));
  return merged.conflicts.length + merged.stillOpen.length > 0 ? exit.findings : exit.nothingToSay;
}
