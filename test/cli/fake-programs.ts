import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes shell scripts that stand for programs; a path that names none of them has none. */
export async function fakePrograms(scripts: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, script] of Object.entries(scripts)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
  }
}
