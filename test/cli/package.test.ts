import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };
const leftOut = files.flatMap((pattern) => /^!dist\/(\w+)$/.exec(pattern)?.[1] ?? []);

/** The rooms that a module needs, as code or as types. */
function roomsFrom(module: string): readonly string[] {
  const seen = new Set<string>();
  const open = [module];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path) || !existsSync(path)) continue;
    seen.add(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)\.js'/g))
      open.push(join(dirname(path), `${name!}.ts`));
  }
  return [...new Set([...seen].map((path) => relative(join(root, 'src'), path).split('/')[0]!))];
}

test('what the package leaves out is nothing that its functions or their types need', () => {
  expect(leftOut).toContain('cli');
  expect(roomsFrom(join(root, 'src/index.ts')).filter((room) => leftOut.includes(room))).toEqual([]);
});
