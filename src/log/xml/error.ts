import type { Finding } from '../../finding/finding.js';
import { findingId } from '../../finding/id.js';
import { originsOf } from '../../finding/origins.js';
import { leakKinds, type LeakKind, type Tool } from '../../suppression/suppression.js';
import { canonicalKind, fromXmlKind, readHeader, toolOfKind, type ErrorHeader } from '../headers/index.js';
import { hidesBelowMain } from '../options.js';
import { child, childrenNamed, countOf, textOf, type Element } from './element.js';
import { auxiliaryStacks, fits, framesOf, generatedLines, printedFrames } from './stacks.js';

/** What an error's document says about all of its errors. */
export interface ErrorContext {
  readonly log: string;
  readonly tool?: Tool | undefined;
  readonly pid?: number | undefined;
  readonly command?: string | undefined;
  /** Valgrind's own options, where the document tells them. */
  readonly options?: readonly string[] | undefined;
}

/** `remark` says what is wrong with an error that can be used all the same. */
export type ErrorResult =
  { readonly finding: Finding; readonly remark?: string } | { readonly problem: string };

/** Reads a complete `<error>` (reference section 6). */
export function readError(error: Element, context: ErrorContext): ErrorResult {
  const demangled = context.options?.findLast((each) => each.startsWith('--demangle=')) !== '--demangle=no';
  const what = whatOf(error);
  const suppression = child(error, 'suppression');
  const header = headerOf(error, suppression, what, context);
  if (!header) return { problem: `error of unknown kind: ${textOf(error, 'kind') ?? '(none)'}` };

  const stack = child(error, 'stack');
  // Only a descriptor that was inherited has no origin.
  if (!stack && !header.kind.startsWith('CoreError:')) return { problem: 'error without a stack' };
  const printed = stack ? printedFrames(stack) : [];
  if (!printed) return { problem: 'error with a damaged stack' };
  const lines = suppression && generatedLines(suppression);
  const joined = lines && fits(printed, lines);

  const frames = framesOf(printed, { lines: joined ? lines : undefined, demangled });
  const bytes = countOf(child(error, 'xwhat') ?? error, 'leakedbytes') ?? header.bytes;
  const blocks = countOf(child(error, 'xwhat') ?? error, 'leakedblocks') ?? header.blocks;
  const thread = threadOf(error);
  const auxiliary = auxiliaryStacks(error, demangled);
  const { kind, extra, leakKind } = header;
  const parts = {
    kind,
    ...(extra === undefined ? {} : { extra }),
    ...(leakKind === undefined ? {} : { leakKind }),
    frames,
  };
  const finding: Finding = {
    ...parts,
    id: findingId(parts),
    tool: context.tool ?? toolOfKind(kind) ?? 'none',
    hidesBelowMain: hidesBelowMain(frames, context.options),
    variants: [],
    what,
    auxiliary,
    origins: originsOf(auxiliary),
    ...(bytes === undefined ? {} : { bytes }),
    ...(blocks === undefined ? {} : { blocks }),
    count: 1,
    records: 1,
    ...(context.pid === undefined ? {} : { pid: context.pid }),
    ...(context.command === undefined ? {} : { command: context.command }),
    ...(thread === undefined ? {} : { thread }),
    places: [{ log: context.log, line: error.line }],
  };
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
  suppression: Element | undefined,
  what: string,
  { tool }: ErrorContext,
): ErrorHeader | undefined {
  const generated = suppression && headerOfSuppression(suppression);
  if (generated) return generated;
  const kind = textOf(error, 'kind');
  if (kind === undefined) return undefined;
  return tool === undefined ? readHeader(what) : fromXmlKind(tool, kind, what);
}

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
