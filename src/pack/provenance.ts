import { createHash } from 'node:crypto';

/** Where a copy of a pack comes from: the first line of the file. */
export interface Provenance {
  /** The version of chaff that it came with. */
  readonly chaff: string;
  readonly pack: string;
  /** Of the pack as it was, which is all that follows the line; in hexadecimal. */
  readonly sha256: string;
  /** `YYYY-MM-DD` */
  readonly added: string;
}

/** A copy of a pack as the bytes of its file: `# from: chaff 0.1.0, pack glib, SHA-256 …, added 2026-11-30`, and the pack. */
export function copyOf(pack: string, bytes: string, chaff: string, today: string): string {
  return `# from: chaff ${chaff}, pack ${pack}, SHA-256 ${sha256(bytes)}, added ${today}\n${bytes}`;
}

const line = /^# from: chaff (\S+), pack (\S+), SHA-256 ([\da-f]{64}), added (\d{4}-\d\d-\d\d)\r?$/;

/** Undefined where the file does not begin so. */
export function readProvenance(bytes: string): Provenance | undefined {
  const found = line.exec(firstLine(bytes));
  if (!found) return undefined;
  const [, chaff, pack, sha, added] = found;
  return { chaff: chaff!, pack: pack!, sha256: sha!, added: added! };
}

/**
 * What stands in the place of a copy: nothing, this very pack, an older or newer one that nobody changed, one that was changed
 * since it was added, or something else.
 */
export type CopyState = 'absent' | 'current' | 'other version' | 'changed' | 'foreign';

/** @param there the bytes of the file; undefined where there is none */
export function copyState(there: string | undefined, pack: string, bytes: string): CopyState {
  if (there === undefined) return 'absent';
  const provenance = readProvenance(there);
  if (provenance?.pack !== pack) return 'foreign';
  // Git may write the lines of a file with another end.
  const rest = there.slice(firstLine(there).length + 1).replaceAll('\r\n', '\n');
  if (rest === bytes) return 'current';
  return sha256(rest) === provenance.sha256 ? 'other version' : 'changed';
}

function firstLine(bytes: string): string {
  const end = bytes.indexOf('\n');
  return end < 0 ? bytes : bytes.slice(0, end);
}

function sha256(bytes: string): string {
  return createHash('sha256').update(bytes, 'latin1').digest('hex');
}
