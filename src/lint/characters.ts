/**
 * Characters that a reader takes for something else, or does not see at all. They come from web pages, word processors
 * and chats, in UTF-8; Valgrind compares their bytes.
 */
export interface Deceiving {
  /** `an invisible character`, ... */
  readonly what: string;
  /** What the reader takes it for. */
  readonly instead: string;
}

/** By their bytes, as a byte string. */
const deceiving = new Map<string, Deceiving>();

function add(
  what: string,
  instead: string,
  characters: readonly (string | readonly [number, number])[],
): void {
  for (const some of characters) {
    const points =
      typeof some === 'string'
        ? [...some].map((character) => character.codePointAt(0)!)
        : Array.from({ length: some[1] - some[0] + 1 }, (_, index) => some[0] + index);
    for (const point of points) deceiving.set(bytesOf(String.fromCodePoint(point)), { what, instead });
  }
}

add('a control character', '', [
  [0x01, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x7f],
]);
add('an invisible character', '', [
  [0xad, 0xad], // soft hyphen
  [0x180e, 0x180e],
  [0x200b, 0x200f], // of no width, and marks of direction
  [0x2028, 0x202e], // separators of lines, and overrides of direction
  [0x2060, 0x206f],
  [0xfeff, 0xfeff], // byte order mark
]);
add('a space that is none to Valgrind', ' ', [
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
]);
for (const [instead, characters] of [
  ["'", '\u2018\u2019\u201a\u201b\u2032'],
  ['"', '\u201c\u201d\u201e\u201f\u2033'],
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d'],
  ['...', '\u2026'],
  [':', '\uff1a\ufe55\u2236'],
  ['*', '\uff0a\u2217\u204e'],
  ['?', '\uff1f'],
  [',', '\uff0c'],
  ['.', '\uff0e'],
  ['_', '\uff3f'],
  ['(', '\uff08'],
  [')', '\uff09'],
  ['{', '\uff5b'],
  ['}', '\uff5d'],
] as const)
  add('a character that looks like another', instead, [characters]);

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** What colours text, e.g. in the output of grep. */
const colour: Deceiving = { what: 'the beginning of a colour code for terminals', instead: '' };
const anyOf = new RegExp(['\\x1b\\[[\\d;]{0,20}[A-Za-z]', ...deceiving.keys()].join('|'), 'g');

/** One of them in a text. */
export interface Found extends Deceiving {
  readonly bytes: string;
  readonly from: number;
}

/** Those in a byte string, in order. */
export function deceivingIn(text: string): Found[] {
  return [...text.matchAll(anyOf)].map(({ 0: bytes, index }) => ({
    bytes,
    from: index,
    ...(deceiving.get(bytes) ?? colour),
  }));
}

/** `U+200B` for the bytes of a character. */
export function codePoint(bytes: string): string {
  const point = Buffer.from(bytes, 'latin1').toString('utf8').codePointAt(0)!;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
