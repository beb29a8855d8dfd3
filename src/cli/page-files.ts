import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.js';

/** A file of the page as it is served. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const types = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
} as const;

/** Reads the page of `chaff triage`, which is built with chaff. Throws `UsageError` where it is not there. */
export async function readPage(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = new URL('../../dist/page/', import.meta.url);
  try {
    return new Map(
      await Promise.all(
        Object.entries(types).map(
          async ([name, type]) => [name, { type, bytes: await readFile(new URL(name, folder)) }] as const,
        ),
      ),
    );
  } catch (error) {
    throw new UsageError(`the page of chaff triage is not built (npm run build): ${String(error)}`);
  }
}
