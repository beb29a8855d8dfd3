import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultLoaders } from 'cosmiconfig';

/** Reads a YAML file of the root folder. */
export function readYaml(name: string): unknown {
  const path = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  return (defaultLoaders['.yaml'] as (path: string, text: string) => unknown)(
    path,
    readFileSync(path, 'utf8'),
  );
}
