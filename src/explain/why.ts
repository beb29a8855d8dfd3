import type { Frame } from '../finding/finding.js';
import type { FrameLine } from '../match/overlay.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern } from '../suppression/suppression.js';
import type { Alignment } from './align.js';
import type { LineChange } from './changes.js';
import type { Comparer } from './compare.js';
import type { ExplainedStack } from './stack.js';

/** Why an entry does not match, or why the log cannot tell. Texts are ASCII and bytes of names. */
export interface Why {
  /** Position of the frame that is looked at, from 0. */
  readonly frame?: number;
  /** What is there and what the entry wants, where two things are compared; location lines where it is these. */
  readonly compared?: { readonly is: string; readonly wants: string; readonly answer: 'no' | 'unknown' };
  /** A half sentence. */
  readonly because?: string;
}

/** What is needed to say why lines do not lie over a stack. */
export interface Question {
  readonly lines: readonly FramePattern[];
  readonly stack: ExplainedStack;
  readonly numCallers: number;
  readonly comparer: Comparer;
}

/** Why a change is needed. */
export function whyChange(change: LineChange, question: Question): Why {
  const { lines, stack } = question;
  const line = lines[change.line] as FrameLine;
  switch (change.type) {
    case 'replace':
    case 'open':
      return differs(line, change.frame, question);
    case 'widen':
      return differs(line, change.from, question);
    case 'insert':
      return change.line === 0 ? notInnermost(line, question) : between(change.from, change.to, question);
    case 'remove':
    case 'cut':
      return change.frame < stack.frames.length
        ? differs(line, change.frame, question)
        : ended(change.line, question);
  }
}

/** Why the lines cannot be laid, or only perhaps. Undefined when they surely can. */
export function whyAlignment({ answer, rows, failure }: Alignment, question: Question): Why | undefined {
  const { lines, stack } = question;
  if (failure) {
    const { line, frame } = failure;
    const failed = lines[line] as FrameLine;
    if (frame >= stack.frames.length) return ended(line, question);
    if (lines[line - 1]?.type !== '...') return differs(failed, frame, question);
    const near = stack.frames.findIndex((_, at) => at >= frame && reasonAt(failed, at, question)?.instead);
    if (near >= 0) return differs(failed, near, question);
    const where = frame === 0 ? 'no frame' : `no frame from ${frame + 1} on`;
    return { because: `${where} is like ${formatLocation(failed)}` };
  }
  const open = answer === 'yes' ? undefined : rows.find((row) => row.answer === 'unknown');
  if (!open) return undefined;
  const line = lines[open.line] as FrameLine;
  if (open.from < stack.frames.length) return differs(line, open.from, question);
  return {
    because: `${formatLocation(line)} may match what lies below main, which the log does not show; record it with --show-below-main=yes`,
  };
}

function differs(line: FrameLine, at: number, question: Question): Why {
  const { stack } = question;
  const answer = stack.meets(line, at);
  const because = reasonAt(line, at, question)?.why;
  return {
    frame: at,
    compared: {
      is: seenBy(line, stack.frames[at]!),
      wants: formatLocation(line),
      answer: answer === 'unknown' ? 'unknown' : 'no',
    },
    ...(because === undefined ? {} : { because }),
  };
}

function notInnermost(line: FrameLine, question: Question): Why {
  const { because, ...what } = differs(line, 0, question);
  const rule = 'the first location must match the innermost frame, unless it is "..."';
  return { ...what, because: because === undefined ? rule : `${because}; ${rule}` };
}

function between(from: number, to: number, { stack }: Question): Why {
  const frames = stack.frames.slice(from, to);
  const call = frames.every(({ inlined }) => inlined) ? 'inlined call' : 'call';
  const these = frames.length === 1 ? `this ${call}` : `these ${frames.length} ${call}s`;
  return { frame: from, because: `the entry has no line for ${these}: ${namesOf(frames)}` };
}

/** A frame as a line of this type sees it. */
function seenBy(line: FrameLine, frame: Frame): string {
  const name = frame.demangled ?? frame.fun ?? '(unknown)';
  switch (line.type) {
    case 'fun':
      return frame.fun === undefined ? name : `fun:${frame.fun}`;
    case 'obj':
      return frame.obj === undefined ? name : `obj:${frame.obj}`;
    case 'src':
      if (typeof frame.file !== 'string') return name;
      return `src:${frame.file}${frame.line === undefined ? '' : `:${frame.line}`}`;
  }
}

function reasonAt(line: FrameLine, at: number, { stack, comparer }: Question) {
  if (stack.meets(line, at) === 'yes') return undefined;
  return comparer.reason(line, stack.frames[at]!, stack.inlinedBefore[at]!);
}

/** The stack has no frame for a line. */
function ended(line: number, { lines, stack, numCallers }: Question): Why {
  const { frames } = stack;
  const left = lines.slice(line).filter(({ type }) => type !== '...').length;
  const isFull = frames.filter(({ inlined }) => !inlined).length >= numCallers;
  const length = `the stack has ${frames.length === 1 ? '1 frame' : `${frames.length} frames`}`;
  const wanting = left === 1 ? '1 more location wants one' : `${left} more locations want one each`;
  return { because: `${length}${isFull ? `, cut at --num-callers=${numCallers}` : ''}, and ${wanting}` };
}

/** The first few names, so that one knows which are meant. */
function namesOf(frames: readonly Frame[]): string {
  const shown = frames.slice(0, 3).map(({ fun, demangled, obj }) => {
    const name = demangled ?? fun ?? '???';
    const file = obj?.replace(/^.*\//s, '');
    return name === '???' && file !== undefined && file !== '???' ? `??? in ${file}` : name;
  });
  return [...shown, ...(frames.length > 3 ? ['...'] : [])].join(', ');
}
