import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { codeOf, reasonOf } from './system-error.js';
import { UsageError } from './usage-error.js';

/** Reads a configuration as JSON or YAML, as its name says. Throws `UsageError`, in one line, for what cannot be read. */
export async function readContent(path: string): Promise<unknown> {
  const parse = parsers[extname(path)];
  if (!parse)
    throw unreadable(`${path}: the name of a configuration ends in .json, .yaml or .yml, or has no ending`);
  const read = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(codeOf(error) === 'ENOENT' ? `no such file: ${path}` : `${path}: ${reasonOf(error)}`);
  });
  // Some editors begin a file with a mark of its encoding, which nobody sees.
  const text = read.replace(/^\ufeff/, '');
  return text.trim() === '' ? undefined : parse(path, text);
}

type Parse = (path: string, text: string) => unknown;

/** By the ending of a file's name. */
const parsers: Readonly<Record<string, Parse>> = {
  '': parseYaml,
  '.json': parseJson,
  '.yaml': parseYaml,
  '.yml': parseYaml,
};

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const told = / at position (\d+)/.exec(message)?.[1];
    const isCut = message.startsWith('Unexpected end');
    const before = text.slice(0, told === undefined ? text.trimEnd().length : Number(told)).split('\n');
    const place = told !== undefined || isCut ? `:${before.length}:${before.at(-1)!.length + 1}` : '';
    const reason = message.replace(/(?: in JSON)? at position \d+.*$/s, '').replace(/\s+/g, ' ');
    throw unreadable(`${path}${place}: ${reason}`);
  }
}

async function parseYaml(path: string, text: string): Promise<unknown> {
  // Not its search, which looks for settings of its own first, and would run .config/config.js.
  const { defaultLoadersSync } = await import('cosmiconfig');
  try {
    return defaultLoadersSync['.yaml'](path, text) as unknown;
  } catch (error) {
    // The message has an excerpt of several lines.
    const { message, reason = message, mark } = error as YamlError;
    throw unreadable(`${path}${mark ? `:${mark.line + 1}:${mark.column + 1}` : ''}: ${reason}`);
  }
}

/** What js-yaml throws; lines and columns from 0. */
interface YamlError extends Error {
  readonly reason?: string;
  readonly mark?: { readonly line: number; readonly column: number };
}

function unreadable(why: string): UsageError {
  return new UsageError(`cannot read the configuration: ${why}`);
}
