import type { LeakKind } from '../../suppression/suppression.js';
import { xmlKinds, xmlLeakKinds } from '../../suppression/xml-kinds.js';
import type { ErrorHeader } from './header.js';

const leakWords: Readonly<Record<string, LeakKind>> = {
  'definitely lost': 'definite',
  'indirectly lost': 'indirect',
  'possibly lost': 'possible',
  'still reachable': 'reachable',
};

/** A number of a leak record and what a delta search (`leak-check: increased`) adds to it. */
const amount = '([\\d,]{1,30})(?: \\([+-][\\d,]{1,30}\\))?';

const leakRecord = new RegExp(
  `^${amount} (?:\\(${amount} direct, ${amount} indirect\\) )?bytes in ${amount} blocks are ` +
    '(definitely lost|indirectly lost|possibly lost|still reachable) in (?:new )?loss record ',
);

const fishy = /^Argument '([^']*)' of function (.*) has a fishy \(possibly negative\) value: /;
const sized = /^(?:Invalid (?:read|write)|(Use of uninitialised value)) of size (\d{1,9})$/;

/** Texts that are all of the header, or its beginning, and tell no more than the kind. */
const starts: readonly (readonly [start: string, kind: string])[] = [
  ['Conditional jump or move depends on uninitialised value', 'Cond'],
  ['Jump to the invalid address stated on the next line', 'Jump'],
  ['Invalid free()', 'Free'],
  ['Mismatched free()', 'Free'],
  ['Source and destination overlap in ', 'Overlap'],
  ['Illegal memory pool address', 'Mempool'],
  ['Uninitialised byte(s) found during client check request', 'User'],
  ['Unaddressable byte(s) found during client check request', 'User'],
  ['Invalid alignment value: ', 'BadAlign'],
  ['Unsafe allocation with size of zero is implementation-defined', 'BadSize'],
];

/** Texts of 3.21 and newer that begin with the name of an allocation function. */
const patterns: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^Invalid size value: .* alignment value: /, 'BadAlign'],
  [/^[^ ]{1,200} invalid size value: 0$/, 'BadSize'],
  [/^[^ ]{1,200}\(\) with size 0$/, 'ReallocZero'],
  // The text log says `alignment`, the XML log `size`, for one and the same error.
  [/^Mismatched [^ ]{1,80} (?:alignment|size) alloc value: /, 'AlignMismatch'],
  [/^Mismatched [^ ]{1,80} size value: /, 'SizeMismatch'],
];

/** The first lines of Memcheck's errors, 3.5 to 3.28 (memcheck/mc_errors.c). */
export function readMemcheckHeader(text: string): ErrorHeader | undefined {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return readLeak(text);
  if (text.startsWith('Syscall param ')) return readParam(text);

  const access = sized.exec(text);
  if (access) {
    // Some versions could print a condition as a value of size 0; a suppression knows no such size.
    if (access[1]) return { kind: access[2] === '0' ? 'Memcheck:Cond' : `Memcheck:Value${access[2]!}` };
    return { kind: `Memcheck:Addr${access[2]!}` };
  }
  for (const [start, kind] of starts) if (text.startsWith(start)) return { kind: `Memcheck:${kind}` };

  const argument = fishy.exec(text);
  if (argument) return { kind: 'Memcheck:FishyValue', extra: `${argument[2]!}(${argument[1]!})` };

  for (const [pattern, kind] of patterns) if (pattern.test(text)) return { kind: `Memcheck:${kind}` };
  if (text.endsWith(' contains unaddressable byte(s)')) return { kind: 'Memcheck:CoreMem' };
  return undefined;
}

function readLeak(text: string): ErrorHeader | undefined {
  return readPlainLeak(text) ?? readAnyLeak(text);
}

/**
 * The same for the one form that most lines of a leak check have, `1,024 bytes in 2 blocks are definitely lost in loss
 * record ...`, as a regular expression takes several times as long.
 */
function readPlainLeak(text: string): ErrorHeader | undefined {
  const bytesEnd = text.indexOf(' ');
  if (bytesEnd > longestPlain || !text.startsWith(inBytes, bytesEnd)) return undefined;
  const blocksStart = bytesEnd + inBytes.length;
  const blocksEnd = text.indexOf(' ', blocksStart);
  if (blocksEnd - blocksStart > longestPlain || !text.startsWith(blocksAre, blocksEnd)) return undefined;
  const kindStart = blocksEnd + blocksAre.length;
  const kindEnd = text.indexOf(inRecord, kindStart);
  const word = text.slice(kindStart, kindEnd);
  const leakKind = kindEnd >= 0 && Object.hasOwn(leakWords, word) ? leakWords[word] : undefined;
  const bytes = plainNumber(text, 0, bytesEnd);
  const blocks = plainNumber(text, blocksStart, blocksEnd);
  if (leakKind === undefined || bytes === undefined || blocks === undefined) return undefined;
  return { kind: 'Memcheck:Leak', leakKind, bytes, blocks };
}

const inBytes = ' bytes in ';
const blocksAre = ' blocks are ';
const inRecord = ' in loss record ';
/** So many digits and commas make a number that is exact. */
const longestPlain = 15;

/** Digits and commas; undefined for anything else. */
function plainNumber(text: string, start: number, end: number): number | undefined {
  let value = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x30 && code <= 0x39) value = value * 10 + code - 0x30;
    else if (code !== 0x2c /* , */) return undefined;
  }
  return end > start ? value : undefined;
}

/** By a regular expression: all forms. */
function readAnyLeak(text: string): ErrorHeader | undefined {
  const match = leakRecord.exec(text);
  if (!match) return undefined;
  return {
    kind: 'Memcheck:Leak',
    leakKind: leakWords[match[5]!]!,
    bytes: number(match[1]!),
    blocks: number(match[4]!),
  };
}

/** `Syscall param P contains|points to uninitialised|unaddressable byte(s)`; P may hold blanks and brackets. */
function readParam(text: string): ErrorHeader | undefined {
  const start = 'Syscall param '.length;
  const end = Math.max(text.lastIndexOf(' contains un'), text.lastIndexOf(' points to un'));
  if (end <= start) return undefined;
  return { kind: 'Memcheck:Param', extra: text.slice(start, end) };
}

function number(text: string): number {
  return Number(text.replaceAll(',', ''));
}

/** From `<kind>` and `<what>` (or `<xwhat><text>`). Undefined when the kind is unknown, or needs a text that is damaged. */
export function memcheckFromXml(xmlKind: string, text: string): ErrorHeader | undefined {
  if (Object.hasOwn(xmlLeakKinds, xmlKind)) {
    return { ...readLeak(text), kind: 'Memcheck:Leak', leakKind: xmlLeakKinds[xmlKind]! };
  }
  if (Object.hasOwn(xmlKinds, xmlKind)) return { kind: `Memcheck:${xmlKinds[xmlKind]!}` };
  const wanted = xmlKindsOfText[xmlKind];
  const header = wanted ? readMemcheckHeader(text) : undefined;
  return header && header.kind.startsWith(`Memcheck:${wanted!}`) ? header : undefined;
}

/** XML kinds whose text holds the rest of the kind or the extra line, and what the kind then begins with. */
const xmlKindsOfText: Readonly<Record<string, string | undefined>> = {
  UninitValue: 'Value',
  InvalidRead: 'Addr',
  InvalidWrite: 'Addr',
  SyscallParam: 'Param',
  FishyValue: 'FishyValue',
};
