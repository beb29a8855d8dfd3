import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const packer = join(root, 'node_modules/rolldown/bin/cli.mjs');

/**
 * Builds chaff as it is now into a folder of its own and returns the path of the program there, for tests that need a
 * process. Types are not looked at: that is what `npm run check` is for.
 */
export async function buildChaff(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chaff-built-'));
  const options = ['--outDir', join(folder, 'dist'), '--noCheck', '--declaration', 'false'];
  await promisify(execFile)(process.execPath, [
    compiler,
    '-p',
    join(root, 'tsconfig.build.json'),
    ...options,
  ]);
  await mkdir(join(folder, 'bin'));
  for (const file of ['package.json', 'bin/chaff.js', 'rolldown.config.js'])
    await copyFile(join(root, file), join(folder, file));
  for (const shared of ['node_modules', 'src']) await symlink(join(root, shared), join(folder, shared));
  await promisify(execFile)(process.execPath, [packer, '-c'], { cwd: folder });
  return join(folder, 'bin/chaff.js');
}
