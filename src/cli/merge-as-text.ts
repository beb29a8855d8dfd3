import type { Sources } from '../merge/three-way/merge-three-way.js';
import { git } from './git.js';

export interface TextMerge {
  readonly bytes: string;
  readonly hasConflicts: boolean;
}

/** The merge that git makes of files line by line, with all three versions where lines do not go together. */
export async function mergeAsText(sources: Sources, cwd: string): Promise<TextMerge> {
  const { base, ours, theirs } = sources;
  const labels = ['ours', 'base', 'theirs'].flatMap((label) => ['-L', label]);
  const args = ['merge-file', '-p', '--diff3', ...labels, '--', ours.name, base.name, theirs.name];
  const { code, stdout } = await git(args, cwd).catch(() => ({ code: failed, stdout: '' }));
  // Up to 127 it is the number of conflicts.
  return code < failed ? { bytes: stdout, hasConflicts: code > 0 } : wholeFiles(sources);
}

const failed = 128;

/** Both files as one conflict: nothing is lost, and nobody takes it for a merge. */
function wholeFiles({ base, ours, theirs }: Sources): TextMerge {
  const part = (marker: string, bytes: string) => `${marker}\n${bytes.replace(/([^\n])$/, '$1\n')}`;
  const bytes = [
    part('<<<<<<< ours', ours.bytes),
    part('||||||| base', base.bytes),
    part('=======', theirs.bytes),
    '>>>>>>> theirs\n',
  ].join('');
  return { bytes, hasConflicts: true };
}
