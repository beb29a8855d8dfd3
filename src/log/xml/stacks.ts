import type { AuxiliaryStack, Frame } from '../../finding/finding.js';
import { agrees, inlinedFrames, toFrames } from '../names.js';
import { printedFrame, type PrintedFrame } from '../printed-frame.js';
import { child, childrenNamed, textOf, type Element } from './element.js';

/** A `<stack>` as printed. Undefined when a frame has no address, which no version leaves out. */
export function printedFrames(stack: Element): PrintedFrame[] | undefined {
  const frames: PrintedFrame[] = [];
  for (const frame of childrenNamed(stack, 'frame')) {
    const address = /^0x([0-9a-f]{1,16})$/i.exec(textOf(frame, 'ip') ?? '')?.[1];
    if (address === undefined) return undefined;
    const line = /^\d{1,9}$/.exec(textOf(frame, 'line') ?? '')?.[0];
    const dir = child(frame, 'dir')?.text;
    frames.push(
      printedFrame(address.toUpperCase(), child(frame, 'fn')?.text || '???', {
        obj: child(frame, 'obj')?.text || '???',
        file: child(frame, 'file')?.text || null,
        ...(line === undefined ? {} : { line: Number(line) }),
        ...(dir ? { dir } : {}),
      }),
    );
  }
  return frames;
}

/**
 * The location lines of a `<suppression>`: `fun:NAME`, `obj:PATH` or `obj:*`. Undefined when one of them is neither.
 */
export function generatedLines(suppression: Element): string[] | undefined {
  const lines: string[] = [];
  for (const frame of childrenNamed(suppression, 'sframe')) {
    const [fun, obj] = [child(frame, 'fun')?.text, child(frame, 'obj')?.text];
    if (fun) lines.push(`fun:${fun}`);
    else if (obj) lines.push(`obj:${obj}`);
    else return undefined;
  }
  return lines;
}

/** Are `lines` what Valgrind generated for this very stack? */
export function fits(printed: readonly PrintedFrame[], lines: readonly string[]): boolean {
  if (printed.length !== lines.length) return false;
  const inlined = inlinedFrames(printed);
  return printed.every((frame, index) => agrees(frame, inlined?.[index] ?? false, lines[index]!));
}

/** Frames with the names that `lines` tell, where given; with `--demangle=no` the printed names are the matcher's. */
export function framesOf(
  printed: readonly PrintedFrame[],
  how: { readonly lines?: readonly string[] | undefined; readonly demangled: boolean },
): Frame[] {
  const lines = how.lines ?? (how.demangled ? undefined : printed.map((frame) => `fun:${frame.name}`));
  return toFrames(printed, lines && { line: 0, kind: '', frames: lines });
}

/** drd's elements around a stack, and the captions they stand for. */
const wrappers: Readonly<Record<string, string>> = {
  acquired_at: 'Acquired at',
  first_observed_at: 'First observed at',
  allocation_context: 'Allocation context',
  confl_wait_call: 'Conflicting wait call',
  other_segment_start: 'Other segment start',
  other_segment_end: 'Other segment end',
};

function captionOf(wrapper: Element): string {
  const [what, address] = [textOf(wrapper, 'what'), textOf(wrapper, 'address')];
  // `<what>mutex</what> <address>0x..</address>`: the text log says the whole sentence.
  if (what !== undefined && address !== undefined) return `${what} ${address} was first observed at`;
  return what ?? wrappers[wrapper.name]!;
}

/** Everything in an `<error>` that is told besides the primary stack, in order; captions without stack included. */
export function auxiliaryStacks(error: Element, demangled: boolean): AuxiliaryStack[] {
  const primary = child(error, 'stack');
  const found: AuxiliaryStack[] = [];
  let caption: string | undefined;
  const add = (stack: Element | undefined) => {
    const printed = stack && printedFrames(stack);
    if (caption === undefined && !printed) return;
    found.push({ caption: caption ?? '', frames: printed ? framesOf(printed, { demangled }) : [] });
    caption = undefined;
  };
  for (const each of error.children) {
    if (each.name === 'auxwhat' || each.name === 'xauxwhat') {
      add(undefined);
      caption = each.name === 'auxwhat' ? each.text.trim() : textOf(each, 'text');
    } else if (each.name === 'stack') {
      if (each !== primary) add(each);
    } else if (Object.hasOwn(wrappers, each.name)) {
      add(undefined);
      caption = captionOf(each);
      add(child(each, 'stack'));
    }
  }
  add(undefined);
  return found;
}
