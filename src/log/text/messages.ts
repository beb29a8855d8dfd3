import { ownCopy } from '../own-copy.js';
import type { Tool } from '../../suppression/suppression.js';
import { firstError } from '../lost.js';
import type { Notice, UsedSuppression } from '../sink.js';

/** What a line that is no part of an error says, as far as chaff needs it. */
export type Message =
  /** First line of the banner; `tool` undefined for tools without errors. */
  | { readonly type: 'banner'; readonly tool: Tool | undefined }
  | { readonly type: 'version'; readonly valgrind: string }
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'thread'; readonly thread: string }
  /** Head of an error that is listed again at the end. */
  | {
      readonly type: 'context';
      readonly times: number;
      readonly index: number;
      /** The name of the suppression that hid it. */
      readonly suppressedBy?: string;
    }
  | {
      readonly type: 'summary';
      readonly summary: { readonly errors: number; readonly contexts: number };
      readonly suppressed: { readonly errors: number; readonly contexts: number };
    }
  | { readonly type: 'notice'; readonly notice: Notice['type'] }
  /** Anything else that is known to be no error although a stack may follow. */
  | { readonly type: 'other' };

const banners: readonly (readonly [start: string, tool: Tool | undefined])[] = [
  ['Memcheck, a memory error detector', 'memcheck'],
  ['Helgrind, a thread error detector', 'helgrind'],
  ['drd, a thread error detector', 'drd'],
  ['DRD, a thread error detector', 'drd'],
  ['exp-sgcheck, a ', 'exp-sgcheck'],
  ['exp-ptrcheck, a ', 'exp-ptrcheck'],
  ['Nulgrind, the minimal Valgrind tool', 'none'],
];

const notices: readonly (readonly [start: string, notice: Notice['type']])[] = [
  ['Warning: client switching stacks?', 'switching-stacks'],
  ['Warning: noted but unhandled ioctl', 'unhandled'],
  ['Process terminating with default action of signal', 'fatal-signal'],
  [firstError, 'cut-off'],
  ['FATAL: in suppressions file', 'refused-suppressions'],
  ["FATAL: can't open suppressions file", 'refused-suppressions'],
  ['FATAL: suppressions file', 'refused-suppressions'],
  ['valgrind: Unrecognised instruction at address', 'unhandled'],
];

/** Heads of blocks that hold stacks or nothing of interest, and lines that stand between errors. */
const others: readonly string[] = [
  'HEAP SUMMARY:',
  'LEAK SUMMARY:',
  'FILE DESCRIPTORS:',
  '---Thread-Announcement---',
  'Warning: ',
  'WARNING: ',
  'Searching for pointers',
  'All heap blocks were freed',
  // Of a fatal signal; indented by Valgrind.
  'Access not within mapped region at ',
  'Bad permissions for mapped region at ',
  'General Protection Fault',
];

const unhandled = /^(?:disInstr\([^)]{0,20}\):|vex [^:]{1,60}:) unhandled instruction/;
const unhandledCall = /^WARNING: unhandled .{1,60} syscall: /;
const cutOff = /^More than \d{1,20} (?:different |total )?errors detected\. /;
const announcement = /^Thread #\d{1,9} (?:was created|is the program's root thread)/;
const context =
  /^([\d,]{1,30}) errors? (?:\(suppressed by (.*)\) )?in context ([\d,]{1,30}) of [\d,]{1,30}:$/;
const summaryLine =
  /^ERROR SUMMARY: ([\d,]{1,30}) errors? from ([\d,]{1,30}) contexts? \(suppressed: ([\d,]{1,30}) from ([\d,]{1,30})\)/;
const version = /^Using Valgrind-(\d{1,6}\.\d{1,6}(?:\.[A-Za-z0-9]{1,20})*)/;

/** Does a process introduce itself with this line? */
export function isBanner(text: string): boolean {
  const first = text.charCodeAt(0);
  // D, H, M, N, d, e
  if (
    first !== 0x44 &&
    first !== 0x48 &&
    first !== 0x4d &&
    first !== 0x4e &&
    first !== 0x64 &&
    first !== 0x65
  )
    return false;
  return banners.some(([start]) => text.startsWith(start));
}

/** Reads an unindented line with `==PID==` prefix. Undefined when it is none of the known ones. */
export function readMessage(text: string): Message | undefined {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return readContext(text);
  if (text.startsWith('Thread ')) return readThread(text);
  if (text.startsWith('ERROR SUMMARY: ')) return readSummary(text);
  if (text.startsWith('Using Valgrind-')) {
    const match = version.exec(text);
    return match ? { type: 'version', valgrind: ownCopy(match[1]!) } : { type: 'other' };
  }
  if (text.startsWith('Command: ')) return { type: 'command', command: text.slice('Command: '.length) };
  for (const [start, tool] of banners) if (text.startsWith(start)) return { type: 'banner', tool };
  for (const [start, notice] of notices) if (text.startsWith(start)) return { type: 'notice', notice };
  if (cutOff.test(text)) return { type: 'notice', notice: 'cut-off' };
  if (unhandled.test(text) || unhandledCall.test(text)) return { type: 'notice', notice: 'unhandled' };
  if (isCrash(text)) return { type: 'notice', notice: 'tool-crash' };
  for (const start of others) if (text.startsWith(start)) return { type: 'other' };
  return undefined;
}

/**
 * The first sign of a bug of Valgrind itself: a failed assertion, a signal in the tool, or the stack trace of the
 * tool. These lines have a prefix or not, depending on how early they come.
 */
export function isCrash(text: string): boolean {
  return (
    text.startsWith('host stacktrace:') ||
    text.startsWith("valgrind: the 'impossible' happened:") ||
    text.startsWith('VALGRIND INTERNAL ERROR: ') ||
    /^(?:valgrind|[A-Z]?[a-z-]{1,20}): [A-Za-z0-9_./-]{1,200}:\d{1,9} \([^)]{1,200}\): Assertion '/.test(text)
  );
}

function readContext(text: string): Message | undefined {
  if (!text.endsWith(':')) return undefined;
  const match = context.exec(text);
  if (!match) return undefined;
  return {
    type: 'context',
    times: number(match[1]!),
    index: number(match[3]!),
    ...(match[2] === undefined ? {} : { suppressedBy: ownCopy(match[2]) }),
  };
}

/** Memcheck: `Thread 2:` or `Thread 2 name:`; drd puts the name in parentheses. The result is `2` or `2 name`. */
function readThread(text: string): Message | undefined {
  const match = /^Thread (\d{1,9})(?: (.*))?:$/.exec(text);
  if (!match) return announcement.test(text) ? { type: 'other' } : undefined;
  const name = match[2]?.replace(/^\((.*)\)$/, '$1');
  return { type: 'thread', thread: name ? `${match[1]!} ${name}` : match[1]! };
}

function readSummary(text: string): Message {
  const match = summaryLine.exec(text);
  if (!match) return { type: 'other' };
  return {
    type: 'summary',
    summary: { errors: number(match[1]!), contexts: number(match[2]!) },
    suppressed: { errors: number(match[3]!), contexts: number(match[4]!) },
  };
}

/** What lines with `--PID--` prefix (`-v`) say. */
export type DebugMessage =
  | { readonly type: 'options' }
  | { readonly type: 'option'; readonly option: string }
  | { readonly type: 'used-suppression'; readonly used: UsedSuppression }
  | { readonly type: 'notice'; readonly notice: Notice['type'] }
  | { readonly type: 'other' };

export function readDebugMessage(text: string): DebugMessage {
  if (text.startsWith('   ')) return { type: 'option', option: text.trim() };
  if (text === 'Valgrind options:' || text === 'Startup, with flags:') return { type: 'options' };
  if (text.startsWith('used_suppression: ') || text.startsWith('supp: ')) {
    const used = readUsedSuppression(text);
    return used ? { type: 'used-suppression', used } : { type: 'other' };
  }
  if (unhandledCall.test(text)) return { type: 'notice', notice: 'unhandled' };
  if (isCrash(text)) return { type: 'notice', notice: 'tool-crash' };
  return { type: 'other' };
}

/**
 * `used_suppression:     12 NAME FILE:LINE suppressed: 1,024 bytes in 2 blocks`; without file in the oldest versions.
 * Both name and file can hold blanks: the file is taken to begin after the last one.
 */
function readUsedSuppression(text: string): UsedSuppression | undefined {
  const match = /^(?:used_suppression|supp): {1,20}([\d,]{1,30}) (.+)$/.exec(text);
  if (!match) return undefined;
  const count = number(match[1]!);
  const all = ownCopy(match[2]!);
  const leaks = / suppressed: ([\d,]{1,30}) bytes in ([\d,]{1,30}) blocks$/.exec(all);
  const amounts = leaks ? { bytes: number(leaks[1]!), blocks: number(leaks[2]!) } : {};
  const rest = leaks ? all.slice(0, leaks.index) : all;
  const colon = rest.lastIndexOf(':');
  const blank = rest.lastIndexOf(' ', colon);
  if (blank <= 0 || colon < blank || !/^\d{1,9}$/.test(rest.slice(colon + 1)))
    return { name: rest, count, ...amounts };
  return {
    name: rest.slice(0, blank),
    count,
    file: rest.slice(blank + 1, colon),
    line: Number(rest.slice(colon + 1)),
    ...amounts,
  };
}

function number(text: string): number {
  return Number(text.replaceAll(',', ''));
}
