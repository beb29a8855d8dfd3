import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** For `skipIf`: skipped without git, or failing when `CHAFF_REQUIRE_GIT=1`. */
export const isSkipped = !hasGit && process.env['CHAFF_REQUIRE_GIT'] !== '1';

/** The title of tests that need git, which says why they are skipped. */
export function titled(title: string): string {
  return isSkipped ? `${title} (skipped: no git here; CHAFF_REQUIRE_GIT=1 makes this a failure)` : title;
}

/** A repository in a folder of its own, without the configuration of the user or of the machine. */
export async function newRepository() {
  const home = await mkdtemp(join(tmpdir(), 'chaff-git-'));
  const folder = join(home, 'work tree');
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
    ...{ HOME: home, XDG_CONFIG_HOME: join(home, '.config'), GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' },
    ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.example', GIT_EDITOR: 'true' },
    ...{ GIT_COMMITTER_NAME: 'c', GIT_COMMITTER_EMAIL: 'c@d.example' },
  };
  /** Runs git; never fails. */
  const git = (...args: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      execFile('git', args, { cwd: folder, env, encoding: 'latin1' }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr });
      });
    });
  const read = (name: string) => readFile(join(folder, name), 'latin1');
  const write = (name: string, bytes: string) => writeFile(join(folder, name), bytes, 'latin1');
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder], { env });
  return {
    home,
    folder,
    env,
    git,
    read,
    write,
    async commit(name: string, bytes: string): Promise<void> {
      await write(name, bytes);
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '-m', `change ${name}`);
    },
  };
}
