import type { AuxiliaryStack, Frame } from '../../finding/finding.js';
import { agrees, inlinedFrames, toFrames } from '../names.js';
import { ownCopy } from '../own-copy.js';
import { printedCall, type PrintedCall, type PrintedFrame, type Where } from '../printed-frame.js';
import { createStackSharing } from '../stack-sharing.js';
import { child, childrenNamed, textOf, type Element } from './element.js';
import { kept } from './kept.js';

/** A stack as printed, and the frames that findings get for it: equal ones get the same. */
export interface PrintedStack {
  readonly frames: readonly PrintedFrame[];
  /** With the names as printed, with those as the matcher's (`--demangle=no`), and with those of generated lines. */
  asPrinted?: readonly Frame[];
  notDemangled?: readonly Frame[];
  joined?: { readonly lines: readonly string[]; readonly frames: readonly Frame[] | undefined };
}

/** The location lines of a `<suppression>`: `fun:NAME`, `obj:PATH` or `obj:*`. Undefined when one of them is neither. */
export function generatedLines(suppression: Element): readonly string[] | undefined {
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
function fits(printed: readonly PrintedFrame[], lines: readonly string[]): boolean {
  if (printed.length !== lines.length) return false;
  const inlined = inlinedFrames(printed);
  return printed.every((frame, index) => agrees(frame, inlined?.[index] ?? false, lines[index]!));
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

/** Reads the stacks of errors; equal ones get the same frames, as far as is remembered. */
export interface StackReader {
  /** Of a `<stack>`. Undefined when a frame has no address, which no version leaves out. */
  readonly readStack: (stack: Element) => PrintedStack | undefined;
  /** Frames with the names as printed; with `--demangle=no` these are the matcher's. */
  framesOf(stack: PrintedStack, demangled: boolean): readonly Frame[];
  /** Frames with the names that a generated suppression tells. Undefined when it is not of this very stack. */
  joinedFrames(stack: PrintedStack, lines: readonly string[]): readonly Frame[] | undefined;
  /** Everything in an `<error>` that is told besides the primary stack, in order; captions without stack included. */
  auxiliaryStacks(error: Element, demangled: boolean): AuxiliaryStack[];
}

/** So many frames that differ in more than addresses are remembered before starting afresh; longer ones are not. */
const mostCalls = 1 << 14;
const longestCall = 1 << 12;

/** A reader that remembers nothing yet; one for all logs of a thread. */
export function createStackReader(): StackReader {
  const share = createStackSharing();
  /** Frames that differ in addresses alone give one. */
  const calls = new Map<string, PrintedCall>();

  function callOf(name: string, where: Where): PrintedCall {
    const { obj = '', file, line, dir = '' } = where;
    // With the lengths no two calls are one, whatever the names hold.
    const key = `${name.length} ${obj.length} ${file?.length} ${line} ${name}${obj}${file}${dir}`;
    const known = calls.get(key);
    if (known) return known;
    const call = printedCall(name, where);
    if (key.length > longestCall) return call;
    if (calls.size >= mostCalls) calls.clear();
    calls.set(key, call);
    return call;
  }

  const readFrame = kept((frame: Element): PrintedFrame | undefined => {
    const address = /^0x([0-9a-f]{1,16})$/i.exec(textOf(frame, 'ip') ?? '')?.[1];
    if (address === undefined) return undefined;
    const line = /^\d{1,9}$/.exec(textOf(frame, 'line') ?? '')?.[0];
    const dir = child(frame, 'dir')?.text;
    const call = callOf(child(frame, 'fn')?.text || '???', {
      obj: child(frame, 'obj')?.text || '???',
      file: child(frame, 'file')?.text || null,
      ...(line === undefined ? {} : { line: Number(line) }),
      ...(dir ? { dir } : {}),
    });
    return { address: address.toUpperCase(), ...call };
  });

  const readStack = kept((stack: Element): PrintedStack | undefined => {
    const frames: PrintedFrame[] = [];
    for (const each of stack.children) {
      if (each.name !== 'frame') continue;
      const frame = readFrame(each);
      if (!frame) return undefined;
      frames.push(frame);
    }
    return { frames };
  });

  function framesOf(stack: PrintedStack, demangled: boolean): readonly Frame[] {
    if (demangled) return (stack.asPrinted ??= share(toFrames(stack.frames)));
    return (stack.notDemangled ??= withLines(
      stack,
      stack.frames.map((frame) => `fun:${frame.name}`),
    ));
  }

  function joinedFrames(stack: PrintedStack, lines: readonly string[]): readonly Frame[] | undefined {
    // Of stacks that are printed alike the suppressions can differ, though hardly ever: the last one is kept.
    if (stack.joined?.lines !== lines) {
      stack.joined = { lines, frames: fits(stack.frames, lines) ? withLines(stack, lines) : undefined };
    }
    return stack.joined.frames;
  }

  function withLines(stack: PrintedStack, lines: readonly string[]): readonly Frame[] {
    return share(toFrames(stack.frames, { line: 0, kind: '', frames: lines }));
  }

  function auxiliaryStacks(error: Element, demangled: boolean): AuxiliaryStack[] {
    let primary = true;
    const found: AuxiliaryStack[] = [];
    let caption: string | undefined;
    const add = (stack: Element | undefined) => {
      const printed = stack && readStack(stack);
      if (caption === undefined && !printed) return;
      found.push({ caption: ownCopy(caption ?? ''), frames: printed ? framesOf(printed, demangled) : [] });
      caption = undefined;
    };
    for (const each of error.children) {
      if (each.name === 'auxwhat' || each.name === 'xauxwhat') {
        add(undefined);
        caption = each.name === 'auxwhat' ? each.text.trim() : textOf(each, 'text');
      } else if (each.name === 'stack') {
        if (!primary) add(each);
        primary = false;
      } else if (Object.hasOwn(wrappers, each.name)) {
        add(undefined);
        caption = captionOf(each);
        add(child(each, 'stack'));
      }
    }
    add(undefined);
    return found;
  }

  return { readStack, framesOf, joinedFrames, auxiliaryStacks };
}
