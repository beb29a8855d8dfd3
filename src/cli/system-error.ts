import { getSystemErrorMap } from 'node:util';
import { UsageError } from './usage-error.js';

/** The code of an error, such as `ENOENT`; undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Is it what the system says of files and programs, rather than a defect? */
export function isSystemError(error: unknown): boolean {
  return wordsOf(codeOf(error)) !== undefined;
}

/** Why something went wrong, in words: of an error of the system the reason alone, for who tells it names the file. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  return wordsOf(code) ?? (error.message || (code ?? error.name));
}

function wordsOf(code: string | undefined): string | undefined {
  if (code === 'EISDIR') return 'it is a folder'; // the usual words do not say what is wrong
  for (const [name, words] of getSystemErrorMap().values()) if (name === code) return words;
  return undefined;
}

/** Says that a file cannot be read, and why. */
export function cannotRead(name: string, error: unknown): UsageError {
  return new UsageError(
    codeOf(error) === 'ENOENT' ? `no such file: ${name}` : `cannot read ${name}: ${reasonOf(error)}`,
  );
}
