import type { Command } from 'commander';
import { mergeThreeWay, type Sources, type ThreeWayMerge } from '../../merge/three-way/merge-three-way.js';
import { refusalNotes, threeWayNotes } from '../../report/three-way/pretty.js';
import { displayText } from '../../report/text.js';
import { readSetFile } from '../../set/read-set.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources, writeWhole } from '../files.js';
import { mergeAsText } from '../merge-as-text.js';
import type { Flags } from '../options.js';
import type { Terminal } from '../terminal.js';

export function mergeDriverCommand(command: Command): Command {
  return command
    .description('Merges three versions of a suppression file as git asks of a merge driver.')
    .argument('<base>', '%O: the version that both sides started from')
    .argument('<ours>', '%A: the version of this side; the result is written there')
    .argument('<theirs>', '%B: the version of the other side')
    .argument('<path>', '%P: the name of the file, for messages')
    .addHelpText(
      'after',
      `
Entries are merged by what they mean, as by chaff merge --base. A file that Valgrind refuses has no meaning: it is
merged line by line, as git does without a driver, and conflicts in it get markers that Valgrind refuses.

Exit codes:
  0 merged, 1 with conflicts, 2 could not (the file <ours> is as it was).

By hand:
  $ git config merge.chaff.driver 'chaff merge-driver %O %A %B %P'
  $ echo '*.supp merge=chaff' >> .gitattributes`,
    );
}

export async function runMergeDriver(
  [base, ours, theirs, path]: readonly string[],
  _: Flags,
  terminal: Terminal,
): Promise<ExitCode> {
  const [baseFile, ourFile, theirFile] = await readSources([base!, ours!, theirs!], terminal.cwd);
  const sources = { base: baseFile!, ours: ourFile!, theirs: theirFile! };
  const merged = tryToMerge(sources, path!, terminal);
  if (merged?.type !== 'merged') return mergeText(sources, path!, terminal);
  await writeWhole(ours!, merged.bytes, terminal.cwd);
  terminal.err(threeWayNotes(merged, path!));
  return merged.conflicts.length > 0 ? exit.findings : exit.nothingToSay;
}

/** Undefined, said on standard error, where chaff has a defect: git must get a merge that loses nothing all the same. */
function tryToMerge(sources: Sources, path: string, { err }: Terminal): ThreeWayMerge | undefined {
  const named = (side: keyof Sources) => ({ name: `${path} (${side})`, bytes: sources[side].bytes });
  try {
    const merged = mergeThreeWay({ base: named('base'), ours: named('ours'), theirs: named('theirs') });
    if (merged.type === 'refused') err(refusalNotes(merged.refusals));
    return merged;
  } catch (error) {
    err(`chaff: a defect of chaff, please report it: ${displayText(String(error))}\n`);
    return undefined;
  }
}

async function mergeText(sources: Sources, path: string, terminal: Terminal): Promise<ExitCode> {
  const { bytes, hasConflicts } = await mergeAsText(sources, terminal.cwd);
  await writeWhole(sources.ours.name, bytes, terminal.cwd);
  const isBrokenByMerge = isSound(sources.ours.bytes) && isSound(sources.theirs.bytes) && !isSound(bytes);
  const told = isBrokenByMerge && !hasConflicts ? '; no lines conflict, but Valgrind refuses the result' : '';
  terminal.err(`chaff: ${displayText(path)} was merged line by line, as text${told}\n`);
  return hasConflicts || isBrokenByMerge ? exit.findings : exit.nothingToSay;
}

function isSound(bytes: string): boolean {
  return readSetFile({ name: '', bytes }).pieces.every(({ type }) => type !== 'broken');
}
