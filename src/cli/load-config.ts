import { basename, dirname, extname, resolve } from 'node:path';
import type { Config } from './config.js';
import { readLayers } from './config-layers.js';
import { readVerdictPaths } from './config-verdicts.js';
import { readContent } from './config-content.js';
import { suggestion } from './suggest.js';
import { UsageError } from './usage-error.js';

const lists = ['logs', 'sets', 'packs', 'real', 'noise', 'own', 'tool'] as const;
const paths: readonly string[] = ['logs', 'sets', 'real', 'noise'];
const texts = ['unmarked', 'guard', 'valgrind'] as const;
const keys = [...lists, ...texts, 'numCallers', 'rules', 'layers', 'verdicts'];

/** Reads a configuration; undefined where the file says nothing to chaff. Throws `UsageError` for what it cannot mean. */
export async function loadConfig(path: string): Promise<Config | undefined> {
  const content = await readContent(path);
  const isPackage = basename(path, extname(path)) === 'package';
  const said = isPackage ? (content as { readonly chaff?: unknown } | null | undefined)?.chaff : content;
  return said === undefined || said === null ? undefined : checked(said, path);
}

function checked(config: unknown, file: string): Config {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`${file}: the configuration must be an object`);
  const result: Record<string, unknown> = { file };
  for (const [key, value] of Object.entries(config)) {
    if (!keys.includes(key)) throw new UsageError(`${file}: unknown key “${key}”${suggestion(key, keys)}`);
    if ((lists as readonly string[]).includes(key)) {
      const values: unknown[] = Array.isArray(value) ? value : [value];
      if (!values.every((each) => typeof each === 'string'))
        throw new UsageError(`${file}: “${key}” must be a text or a list of texts`);
      if (key === 'tool' && values.length === 0)
        throw new UsageError(`${file}: “tool” names no tool, so that nothing would be checked`);
      result[key] = paths.includes(key) ? values.map((each) => resolve(dirname(file), each)) : values;
    } else if (key === 'rules') {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new UsageError(`${file}: “rules” must be an object`);
      result[key] = value;
    } else if (key === 'layers') {
      result[key] = readLayers(value, file);
    } else if (key === 'verdicts') {
      result[key] = readVerdictPaths(value, file);
    } else if (key === 'numCallers') {
      if (typeof value !== 'number') throw new UsageError(`${file}: “numCallers” must be a number`);
      result[key] = value;
    } else {
      if (typeof value !== 'string') throw new UsageError(`${file}: “${key}” must be a text`);
      result[key] = value;
    }
  }
  return withSetsOfLayers(result, file);
}

/** Commands that look at files, such as `lint`, take those of every layer. */
function withSetsOfLayers(config: Config, file: string): Config {
  const { layers, sets } = config;
  if (!layers) return config;
  if (sets)
    throw new UsageError(
      `${file}: “sets” and “layers” cannot both be there: make “sets” a layer without “when”`,
    );
  const named = layers.flatMap((layer) => layer.sets.map((each) => resolve(dirname(file), each)));
  return { ...config, sets: [...new Set(named)] };
}
