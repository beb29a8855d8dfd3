import type { Finding, Frame } from '../finding/finding.js';
import { decodeBytes } from './text.js';

/** JSON with every byte string decoded, two spaces indented, ending with a newline. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? decodeBytes(part) : part), 2)}\n`;
}

/** An entry, told by its name and its place: the line is that of the name. */
export interface JsonEntry {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Those properties of an entry, and no others. */
export function jsonEntry({ name, file, line }: JsonEntry): JsonEntry {
  return { name, file, line };
}

/** A frame as in the JSON of `check`; null is what the log does not tell. */
export interface JsonFrame {
  readonly fun: string | null;
  readonly demangled: string | null;
  readonly obj: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

export function jsonFrame(frame: Frame): JsonFrame {
  return {
    fun: frame.fun ?? null,
    demangled: frame.demangled ?? null,
    obj: frame.obj ?? null,
    file: frame.file ?? null,
    line: frame.line ?? null,
  };
}

/** A finding as in the JSON of `check`. */
export interface JsonFinding {
  readonly id: string;
  readonly kind: string;
  readonly extra: string | null;
  readonly leakKind: string | null;
  readonly what: string;
  readonly frames: readonly JsonFrame[];
  readonly count: number;
  readonly bytes: number | null;
  readonly blocks: number | null;
  readonly pid: number | null;
  readonly command: string | null;
  readonly log: string;
  readonly line: number;
}

export function jsonFinding(finding: Finding): JsonFinding {
  return {
    id: finding.id,
    kind: finding.kind,
    extra: finding.extra ?? null,
    leakKind: finding.leakKind ?? null,
    what: finding.what,
    frames: finding.frames.map(jsonFrame),
    count: finding.count,
    bytes: finding.bytes ?? null,
    blocks: finding.blocks ?? null,
    pid: finding.pid ?? null,
    command: finding.command ?? null,
    log: finding.places[0]?.log ?? '',
    line: finding.places[0]?.line ?? 0,
  };
}
