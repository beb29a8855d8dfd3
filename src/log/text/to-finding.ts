import type { Repeat } from '../../finding/corpus.js';
import type { AuxiliaryStack, Finding, Frame } from '../../finding/finding.js';
import { findingId } from '../../finding/id.js';
import { originsOf } from '../../finding/origins.js';
import type { LeakKind, Tool } from '../../suppression/suppression.js';
import { toolNamedBy, type ErrorHeader } from '../headers/index.js';
import { hidesBelowMain } from '../options.js';
import { ownCopy } from '../own-copy.js';
import { stackOf, type PrintedError } from './printed-error.js';
import type { SuppressionBlock } from '../suppression-block.js';
import type { Identity, Stack, Stacks } from './stacks.js';

/** What the log has told of the process so far. */
export interface ToldOfProcess {
  readonly log: string;
  readonly pid: number;
  readonly tool: Tool | undefined;
  readonly command: string | undefined;
  readonly options: readonly string[] | undefined;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] };

/** Most findings have nothing of several things; they share it. */
const none: readonly never[] = [];

function auxiliaryOf(error: PrintedError, stacks: Stacks): AuxiliaryStack[] {
  return error.auxiliary.map(({ caption, frames }) => ({ caption, frames: stacks.stackOf(frames).frames }));
}

/** Is an id made of what a header says and of these frames? */
export function isOf(
  identity: Identity,
  { kind, extra, leakKind }: Pick<ErrorHeader, 'kind' | 'extra' | 'leakKind'>,
  frames: readonly Frame[],
): boolean {
  return (
    identity.frames === frames &&
    identity.kind === kind &&
    identity.leakKind === leakKind &&
    identity.extra === extra
  );
}

/** Mostly that of the finding that the stack was seen with before. */
function identityOf(
  stack: Stack,
  kind: string,
  extra: string | undefined,
  leakKind: LeakKind | undefined,
  frames: readonly Frame[],
): Identity {
  const last = stack.identity;
  if (last && isOf(last, { kind, extra, leakKind }, frames)) return last;
  const id = findingId({ kind, extra, leakKind, frames });
  const renamed = frames.some((frame) => frame.demangled !== undefined && frame.fun !== undefined);
  const tool = toolNamedBy(kind);
  return (stack.identity = {
    ...{ kind, extra, leakKind, frames, id, renamed },
    toolOfKind: tool,
    hidesBelow: undefined,
    belowOptions: undefined,
    kept: undefined,
    keptBy: -1,
    keptLog: undefined,
    keptLine: 0,
  });
}

/**
 * What the id of a printed error is made of, with the names of its generated suppression if it has one; undefined if no kind
 * is known.
 */
export function identify(
  error: PrintedError,
  block: SuppressionBlock | undefined,
  stacks: Stacks,
): Identity | undefined {
  const { header } = error;
  const kind = block && (!header || error.guessed) ? block.kind : header?.kind;
  if (kind === undefined) return undefined;
  const { extra, leakKind } = header ?? block!;
  const stack = stackOf(error, stacks);
  return identityOf(stack, kind, extra, leakKind, stacks.framesOf(stack, block?.frames));
}

function hidesBelow(identity: Identity, options: readonly string[] | undefined): boolean {
  if (identity.hidesBelow === undefined || identity.belowOptions !== options) {
    identity.hidesBelow = hidesBelowMain(identity.frames, options);
    identity.belowOptions = options;
  }
  return identity.hidesBelow;
}

/** The record of a printed error. */
export function toFinding(
  error: PrintedError,
  identity: Identity,
  { log, pid, tool, command, options }: ToldOfProcess,
  stacks: Stacks,
): Finding {
  const { header } = error;
  const { kind, extra, leakKind, frames } = identity;
  const auxiliary = error.auxiliary.length === 0 ? none : auxiliaryOf(error, stacks);
  const finding: Growing<Finding> = {
    id: identity.id,
    // Descriptor errors are any tool's; without banner `none` stands for the core alone.
    tool: identity.toolOfKind ?? tool ?? 'none',
    kind,
    frames,
    hidesBelowMain: hidesBelow(identity, options),
    variants: none,
    what: ownCopy(error.what),
    auxiliary,
    origins: auxiliary.length === 0 ? none : originsOf(auxiliary),
    count: 1,
    records: 1,
    pid,
    places: [{ log, line: error.line }],
  };
  if (extra !== undefined) finding.extra = extra;
  if (leakKind !== undefined) finding.leakKind = leakKind;
  if (header?.bytes !== undefined) finding.bytes = header.bytes;
  if (header?.blocks !== undefined) finding.blocks = header.blocks;
  if (command !== undefined) finding.command = command;
  if (error.thread !== undefined) finding.thread = error.thread;
  return finding;
}

/** A record that tells nothing but the header and the primary stack, in short, for a finding that may have been seen before. */
export function toRepeat(
  line: number,
  header: ErrorHeader | undefined,
  identity: Identity,
  { log, options }: ToldOfProcess,
  kept: Finding | undefined,
): Repeat {
  const { id, frames } = identity;
  const hidesBelowMain = hidesBelow(identity, options);
  const isLater = kept !== undefined && identity.keptLog === log && identity.keptLine < line;
  return {
    id,
    frames,
    hidesBelowMain,
    bytes: header?.bytes,
    blocks: header?.blocks,
    log,
    line,
    kept,
    isLater,
  };
}

/** The id that the error would have without the names of a generated suppression, as when it is listed again. */
export function idAsPrinted(
  { kind, extra, leakKind }: Identity,
  error: PrintedError,
  stacks: Stacks,
): string {
  return findingId({ kind, extra, leakKind, frames: stackOf(error, stacks).frames });
}
