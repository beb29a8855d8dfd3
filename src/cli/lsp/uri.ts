import { fileURLToPath } from 'node:url';

/** The path of a file; undefined for a document that is none. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
