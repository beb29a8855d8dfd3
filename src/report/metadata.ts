import type { Datum, Metadata } from '../suppression/metadata.js';
import { displayText } from './text.js';

/** What people say of an entry, as in the JSON of several commands; null for what they do not say. */
export interface JsonMetadata {
  readonly reason: readonly string[];
  readonly bug: readonly string[];
  readonly owner: readonly string[];
  readonly library: readonly { readonly name: string; readonly version: string | null }[];
  /** `YYYY-MM-DD`. */
  readonly added: string | null;
  readonly expires: string | null;
  /** Versions of Valgrind, as they stand there. */
  readonly valgrind: string | null;
  readonly max: number | null;
}

export function jsonMetadata(metadata: Metadata): JsonMetadata {
  const [added, expires, valgrind, max] = [
    metadata.added[0],
    metadata.expires[0],
    metadata.valgrind[0],
    metadata.max[0],
  ];
  return {
    reason: metadata.reason.map(({ value }) => value),
    bug: metadata.bug.map(({ value }) => value),
    owner: metadata.owner.map(({ value }) => value),
    library: metadata.library.map(({ value: { name, version } }) => ({ name, version: version ?? null })),
    added: added?.value ?? null,
    expires: expires?.value ?? null,
    valgrind: valgrind ? written(valgrind) : null,
    max: max?.value ?? null,
  };
}

/** What helps to decide on an entry, one line for each thing that is said. */
export function printedMetadata(metadata: Metadata, indent: string): string[] {
  return (['reason', 'bug', 'owner', 'expires'] as const).flatMap((key) =>
    metadata[key].map((datum) => displayText(`${indent}${key}: ${datum.value}`)),
  );
}

/** The value as it stands in the file. */
function written({ line, from, to }: Datum<unknown>): string {
  return line.text.slice(from, to);
}
