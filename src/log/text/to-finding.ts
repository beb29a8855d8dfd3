import type { Finding } from '../../finding/finding.js';
import { findingId } from '../../finding/id.js';
import { originsOf } from '../../finding/origins.js';
import type { Tool } from '../../suppression/suppression.js';
import { toolOfKind } from '../headers/index.js';
import { toFrames } from '../names.js';
import { hidesBelowMain } from '../options.js';
import type { PrintedError } from './printed-error.js';
import type { SuppressionBlock } from '../suppression-block.js';

/** What the log has told of the process so far. */
export interface ToldOfProcess {
  readonly log: string;
  readonly pid: number;
  readonly tool: Tool | undefined;
  readonly command: string | undefined;
  readonly options: readonly string[] | undefined;
}

/** The record of a printed error, with the names of its generated suppression if it has one; undefined if no kind is known. */
export function toFinding(
  error: PrintedError,
  block: SuppressionBlock | undefined,
  { log, pid, tool, command, options }: ToldOfProcess,
): Finding | undefined {
  const { header } = error;
  const kind = block && (!header || error.guessed) ? block.kind : header?.kind;
  if (kind === undefined) return undefined;
  const extra = header ? header.extra : block?.extra;
  const leakKind = header ? header.leakKind : block?.leakKind;
  const frames = toFrames(error.primary ?? [], block);
  const auxiliary = error.auxiliary.map(({ caption, frames: shown }) => ({
    caption,
    frames: toFrames(shown),
  }));
  const of = {
    kind,
    ...(extra === undefined ? {} : { extra }),
    ...(leakKind === undefined ? {} : { leakKind }),
    frames,
  };
  return {
    id: findingId(of),
    // Descriptor errors are any tool's; without banner `none` stands for the core alone.
    tool: toolOfKind(kind) ?? tool ?? 'none',
    ...of,
    hidesBelowMain: hidesBelowMain(frames, options),
    variants: [],
    what: error.what,
    auxiliary,
    origins: originsOf(auxiliary),
    ...(header?.bytes === undefined ? {} : { bytes: header.bytes }),
    ...(header?.blocks === undefined ? {} : { blocks: header.blocks }),
    count: 1,
    records: 1,
    pid,
    ...(command === undefined ? {} : { command }),
    ...(error.thread === undefined ? {} : { thread: error.thread }),
    places: [{ log, line: error.line }],
  };
}

/** The id that the finding would have without the names of a generated suppression, as when it is listed again. */
export function idAsPrinted(finding: Finding, error: PrintedError): string {
  return findingId({ ...finding, frames: toFrames(error.primary ?? []) });
}
