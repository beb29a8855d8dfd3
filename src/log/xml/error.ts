import type { Repeat } from '../../finding/corpus.js';
import type { Finding } from '../../finding/finding.js';
import { findingId } from '../../finding/id.js';
import { introducesOrigin, originsOf } from '../../finding/origins.js';
import { leakKinds, type LeakKind, type Tool } from '../../suppression/suppression.js';
import { canonicalKind, fromXmlKind, readHeader, toolNamedBy, type ErrorHeader } from '../headers/index.js';
import { hidesBelowMain, isDemangled } from '../options.js';
import { ownCopy } from '../own-copy.js';
import { child, countOf, textOf, type Element, type Unit } from './element.js';
import { kept } from './kept.js';
import { generatedLines, type PrintedStack, type StackReader } from './stacks.js';

/** What an error's document says about all of its errors. */
export interface ErrorContext {
  readonly log: string;
  readonly stacks: StackReader;
  readonly tool?: Tool | undefined;
  readonly pid?: number | undefined;
  readonly command?: string | undefined;
  /** Valgrind's own options, where the document tells them. */
  readonly options?: readonly string[] | undefined;
}

const noStack: PrintedStack = { frames: [] };

/** An error that can be used. */
export interface UsableError {
  readonly finding: () => Finding;
  /** The same in short, for a finding that may have been seen before; undefined for an error that tells more. */
  readonly repeat: Repeat | undefined;
  /** What is wrong with it all the same. */
  readonly remark?: string;
}

export type ErrorResult = UsableError | { readonly problem: string };

type Changeable = { -readonly [P in keyof Finding]: Finding[P] };

/** Reads a complete `<error>`, whose texts may be parts of the log: of what is kept it makes copies. */
export function readError(error: Unit, context: ErrorContext): ErrorResult {
  const { log, stacks } = context;
  const parts = partsOf(error);
  const what = whatOf(parts);
  const suppression = parts.suppression && readSuppression(parts.suppression);
  const header = headerOf(parts, suppression, what, context);
  if (!header) return { problem: `error of unknown kind: ${ownCopy(trimmed(parts.kind) ?? '(none)')}` };

  const { stack } = parts;
  // Only a descriptor that was inherited has no origin.
  if (!stack && !header.kind.startsWith('CoreError:')) return { problem: 'error without a stack' };
  const printed = stack ? stacks.readStack(stack) : noStack;
  if (!printed) return { problem: 'error with a damaged stack' };
  const joined = suppression?.lines && stacks.joinedFrames(printed, suppression.lines);

  const demangled = isDemangled(context.options);
  const frames = joined ?? stacks.framesOf(printed, demangled);
  const amounts = parts.extended ?? error;
  const bytes = countOf(amounts, 'leakedbytes') ?? header.bytes;
  const blocks = countOf(amounts, 'leakedblocks') ?? header.blocks;
  const { kind, leakKind } = header;
  const extra = header.extra === undefined ? undefined : ownCopy(header.extra);
  const id = findingId({ kind, extra, leakKind, frames });
  const below = hidesBelowMain(frames, context.options);
  const { line } = error;

  function finding(): Finding {
    const thread = threadOf(parts);
    const auxiliary = parts.tellsMore ? stacks.auxiliaryStacks(error, demangled) : [];
    const made: Partial<Changeable> = { kind };
    if (extra !== undefined) made.extra = extra;
    if (leakKind !== undefined) made.leakKind = leakKind;
    made.frames = frames;
    made.id = id;
    made.tool = context.tool ?? toolNamedBy(kind) ?? 'none';
    made.hidesBelowMain = below;
    made.variants = [];
    made.what = ownCopy(what);
    made.auxiliary = auxiliary;
    made.origins = originsOf(auxiliary);
    if (bytes !== undefined) made.bytes = bytes;
    if (blocks !== undefined) made.blocks = blocks;
    made.count = 1;
    made.records = 1;
    if (context.pid !== undefined) made.pid = context.pid;
    if (context.command !== undefined) made.command = context.command;
    if (thread !== undefined) made.thread = thread;
    made.places = [{ log, line }];
    return made as Finding;
  }

  const repeat = parts.mayHaveOrigin
    ? undefined
    : { id, frames, hidesBelowMain: below, bytes, blocks, log, line };
  if (!suppression || joined) return { finding, repeat };
  const remark = 'unjoined: the generated suppression does not fit the stack and is not used';
  return { finding, repeat, remark };
}

/** The children of an error, of each name the first one. */
interface Parts {
  /** All of them. */
  readonly what: readonly Element[];
  readonly extended: Element | undefined;
  readonly kind: Element | undefined;
  readonly suppression: Element | undefined;
  readonly stack: Element | undefined;
  readonly tid: Element | undefined;
  readonly threadName: Element | undefined;
  /** There are others, such as stacks that nothing is matched with, */
  readonly tellsMore: boolean;
  /** and among them may be where a value comes from. */
  readonly mayHaveOrigin: boolean;
}

function partsOf(error: Element): Parts {
  const what: Element[] = [];
  let extended: Element | undefined;
  let kind: Element | undefined;
  let suppression: Element | undefined;
  let stack: Element | undefined;
  let tid: Element | undefined;
  let threadName: Element | undefined;
  let tellsMore = false;
  let mayHaveOrigin = false;
  for (const each of error.children) {
    switch (each.name) {
      case 'unique':
        break;
      case 'what':
        what.push(each);
        break;
      case 'xwhat':
        extended ??= each;
        break;
      case 'kind':
        kind ??= each;
        break;
      case 'suppression':
        suppression ??= each;
        break;
      case 'stack':
        tellsMore ||= stack !== undefined;
        stack ??= each;
        break;
      case 'tid':
        tid ??= each;
        break;
      case 'threadname':
        threadName ??= each;
        break;
      case 'auxwhat':
        tellsMore = true;
        mayHaveOrigin ||= introducesOrigin(each.text);
        break;
      default:
        tellsMore = mayHaveOrigin = true;
    }
  }
  return { what, extended, kind, suppression, stack, tid, threadName, tellsMore, mayHaveOrigin };
}

/** Undefined where there is no text. */
function trimmed(element: Element | undefined): string | undefined {
  return element?.text.trim() || undefined;
}

/** Helgrind's `PthAPIerror` has two texts, of which the second goes on with the sentence as the text log does. */
function whatOf({ what, extended }: Parts): string {
  const first = extended && textOf(extended, 'text');
  if (what.length === 0) return first ?? '';
  const texts = what.map((each) => each.text.trim());
  return (first === undefined ? texts : [first, ...texts]).join('\n');
}

function threadOf({ tid, threadName }: Parts): string | undefined {
  const parts = [trimmed(tid), trimmed(threadName)].filter((part) => part !== undefined);
  return parts.length > 0 ? ownCopy(parts.join(' ')) : undefined;
}

/** The generated suppression names the kind itself; without one it is derived from `<kind>` and the text. */
function headerOf(
  parts: Parts,
  suppression: GeneratedSuppression | undefined,
  what: string,
  { tool }: ErrorContext,
): ErrorHeader | undefined {
  if (suppression?.header) return suppression.header;
  const kind = trimmed(parts.kind);
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
