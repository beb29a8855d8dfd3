import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folders = ['text/logs', 'xml/logs', '../corpus/debian', '../corpus/origins', '../corpus/used'];

/** The logs that were recorded for tests, small ones of all tools and both forms. */
export function logsOfTests(): { name: string; bytes: Uint8Array }[] {
  return folders.flatMap((folder) => {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    return readdirSync(path)
      .filter((name) => /\.(?:xml|txt)$/.test(name))
      .sort()
      .map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
  });
}
