import type { LintOptions } from '../../lint/lint.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { newestVersion } from '../../suppression/version.js';
import { settings } from '../options.js';
import { ruleSettings } from '../rule-settings.js';
import { setFiles } from '../set-files.js';
import { UsageError } from '../usage-error.js';

/** What holds for a document. */
export interface DocumentSettings {
  readonly options: LintOptions & { readonly version: string };
  /** Paths of the set that the configuration names, in its order. */
  readonly files: readonly string[];
  /** The same for documents with the same settings. */
  readonly key: string;
}

/** What an editor can set under `chaff`, each before what the configuration file says. */
interface Asked {
  readonly valgrind?: string;
  readonly numCallers?: number;
  readonly tools?: readonly string[];
  readonly rules?: Readonly<Record<string, unknown>>;
}

/**
 * Reads the configuration from a folder upwards and lets the editor's settings go before it. Throws `UsageError` for
 * what has no meaning in either.
 */
export async function settingsIn(folder: string, asked: object, today: string): Promise<DocumentSettings> {
  const { rules = {}, tools: tool, ...flags } = checked(asked);
  const {
    config,
    tools,
    version,
    numCallers = defaultNumCallers,
  } = await settings({ ...flags, ...(tool === undefined ? {} : { tool }) }, folder);
  const allRules = { ...config.rules, ...rules };
  // What is left out is told when it is linted.
  const place = { cwd: folder, err: () => undefined };
  const files = config.sets ? await setFiles([], config.sets, place) : [];
  return {
    options: { ...ruleSettings([], allRules), tools, version, numCallers, today },
    files,
    key: JSON.stringify({ tools, version, numCallers, allRules, files }),
  };
}

/** What holds where nothing that is set has a meaning. */
export function defaultSettings(today: string): DocumentSettings {
  return { options: { version: newestVersion, today }, files: [], key: '' };
}

function checked(asked: object): Asked {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(asked)) {
    const check = Object.hasOwn(checks, key) ? checks[key as keyof Asked] : undefined;
    if (!check) continue;
    if (!check.test(value)) throw new UsageError(`the setting “chaff.${key}” must be ${check.words}`);
    result[key] = value;
  }
  return result;
}

/** Other keys under `chaff` are the editor's own, such as the path of the server. */
const checks: Readonly<
  Record<keyof Asked, { readonly words: string; readonly test: (value: unknown) => boolean }>
> = {
  valgrind: { words: 'a text like 3.19', test: (value) => typeof value === 'string' },
  numCallers: { words: 'a number', test: (value) => typeof value === 'number' },
  tools: {
    words: 'a list of memcheck, helgrind and drd',
    test: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  },
  rules: { words: 'an object', test: (value) => typeof value === 'object' && !Array.isArray(value) },
};
