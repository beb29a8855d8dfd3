import type { Finding } from '../../finding/finding.js';
import { findingId } from '../../finding/id.js';
import { originsOf } from '../../finding/origins.js';
import { leakKinds, type LeakKind, type Tool } from '../../suppression/suppression.js';
import { canonicalKind, fromXmlKind, readHeader, toolOfKind, type ErrorHeader } from '../headers/index.js';
import { hidesBelowMain } from '../options.js';
import { child, childrenNamed, countOf, textOf, type Element, type Unit } from './element.js';
import { kept } from './kept.js';
import {
  auxiliaryStacks,
  framesOf,
  generatedLines,
  joinedFrames,
  readStack,
  type PrintedStack,
} from './stacks.js';

/** What an error's document says about all of its errors. */
export interface ErrorContext {
  readonly log: string;
  readonly tool?: Tool | undefined;
  readonly pid?: number | undefined;
  readonly command?: string | undefined;
  /** Valgrind's own options, where the document tells them. */
  readonly options?: readonly string[] | undefined;
}

const noStack: PrintedStack = { frames: [] };

/** `remark` says what is wrong with an error that can be used all the same. */
export type ErrorResult =
  { readonly finding: Finding; readonly remark?: string } | { readonly problem: string };

type Changeable = { -readonly [P in keyof Finding]: Finding[P] };

/** Reads a complete `<error>` (reference section 6). */
export function readError(error: Unit, context: ErrorContext): ErrorResult {
  const demangled = context.options?.findLast((each) => each.startsWith('--demangle=')) !== '--demangle=no';
  const what = whatOf(error);
  const block = child(error, 'suppression');
  const suppression = block && readSuppression(block);
  const header = headerOf(error, suppression, what, context);
  if (!header) return { problem: `error of unknown kind: ${textOf(error, 'kind') ?? '(none)'}` };

  const stack = child(error, 'stack');
  // Only a descriptor that was inherited has no origin.
  if (!stack && !header.kind.startsWith('CoreError:')) return { problem: 'error without a stack' };
  const printed = stack ? readStack(stack) : noStack;
  if (!printed) return { problem: 'error with a damaged stack' };
  const joined = suppression?.lines && joinedFrames(printed, suppression.lines);

  const frames = joined ?? framesOf(printed, demangled);
  const bytes = countOf(child(error, 'xwhat') ?? error, 'leakedbytes') ?? header.bytes;
  const blocks = countOf(child(error, 'xwhat') ?? error, 'leakedblocks') ?? header.blocks;
  const thread = threadOf(error);
  const auxiliary = auxiliaryStacks(error, demangled);
  const { kind, extra, leakKind } = header;
  const parts: Partial<Changeable> = { kind };
  if (extra !== undefined) parts.extra = extra;
  if (leakKind !== undefined) parts.leakKind = leakKind;
  parts.frames = frames;
  parts.id = findingId(parts as Finding);
  parts.tool = context.tool ?? toolOfKind(kind) ?? 'none';
  parts.hidesBelowMain = hidesBelowMain(frames, context.options);
  parts.variants = [];
  parts.what = what;
  parts.auxiliary = auxiliary;
  parts.origins = originsOf(auxiliary);
  if (bytes !== undefined) parts.bytes = bytes;
  if (blocks !== undefined) parts.blocks = blocks;
  parts.count = 1;
  parts.records = 1;
  if (context.pid !== undefined) parts.pid = context.pid;
  if (context.command !== undefined) parts.command = context.command;
  if (thread !== undefined) parts.thread = thread;
  parts.places = [{ log: context.log, line: error.line }];
  const finding = parts as Finding;
  if (!suppression || joined) return { finding };
  return { finding, remark: 'unjoined: the generated suppression does not fit the stack and is not used' };
}

/** Helgrind's `PthAPIerror` has a second `<what>`, which goes on with the sentence as the text log does. */
function whatOf(error: Element): string {
  const texts = childrenNamed(error, 'what').map((each) => each.text.trim());
  const extended = child(error, 'xwhat');
  return texts.length > 0 ? texts.join('\n') : ((extended && textOf(extended, 'text')) ?? '');
}

function threadOf(error: Element): string | undefined {
  const parts = [textOf(error, 'tid'), textOf(error, 'threadname')].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

/** The generated suppression names the kind itself; without one it is derived from `<kind>` and the text. */
function headerOf(
  error: Element,
  suppression: GeneratedSuppression | undefined,
  what: string,
  { tool }: ErrorContext,
): ErrorHeader | undefined {
  if (suppression?.header) return suppression.header;
  const kind = textOf(error, 'kind');
  if (kind === undefined) return undefined;
  return tool === undefined ? readHeader(what) : fromXmlKind(tool, kind, what);
}

/** What a `<suppression>` tells, as far as it is undamaged. */
interface GeneratedSuppression {
  readonly header: ErrorHeader | undefined;
  readonly lines: readonly string[] | undefined;
}

const readSuppression = kept((suppression: Element): GeneratedSuppression => ({
  header: headerOfSuppression(suppression),
  lines: generatedLines(suppression),
}));

/** `Memcheck:Leak` and `match-leak-kinds: definite`; `Memcheck:Param` and `write(buf)`. */
function headerOfSuppression(suppression: Element): ErrorHeader | undefined {
  const kind = textOf(suppression, 'skind');
  if (kind === undefined || !/^[A-Za-z-]{1,40}:[A-Za-z0-9]{1,60}$/.test(kind)) return undefined;
  const extra = child(suppression, 'skaux')?.text;
  const leakKind = leakKindOf(extra);
  return {
    kind: canonicalKind(kind),
    ...(leakKind !== undefined ? { leakKind } : extra ? { extra } : {}),
  };
}

function leakKindOf(extra: string | undefined): LeakKind | undefined {
  return leakKinds.find((each) => extra === `match-leak-kinds: ${each}`);
}
