/** A character of several bytes in well-formed UTF-8 (Unicode 15, table 3-7), in a byte string. */
const utf8 =
  '[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|' +
  '\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}';
/** Bounded, so that the matcher's stack is. */
const utf8Run = new RegExp(`(?:${utf8}){1,256}`, 'g');
const utf8Here = new RegExp(utf8, 'y');

/**
 * The text that bytes of a log or file stand for, for JSON: UTF-8 where it is well formed, Latin-1 elsewhere. Our own
 * messages are text that quotes bytes; what is no byte, such as a typographic quote, stays as it is.
 */
export function decodeBytes(bytes: string): string {
  return bytes.replace(utf8Run, (run) => Buffer.from(run, 'latin1').toString('utf8'));
}

/** The offset where the character begins that has a byte at an offset; the offset itself where there is none. */
export function characterStart(bytes: string, offset: number): number {
  for (let start = Math.max(0, offset - 3); start < offset; start += 1) {
    utf8Here.lastIndex = start;
    if (utf8Here.test(bytes) && utf8Here.lastIndex > offset) return start;
  }
  return offset;
}

/** Characters that a terminal acts on or that reorder what is read: C0, DEL, C1, bidirectional and invisible marks. */
const acting = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The same for people: what a terminal would act on is shown as an escape. Log text is untrusted. */
export function displayText(bytes: string): string {
  return decodeBytes(bytes).replace(
    acting,
    (character) => `\\u{${character.codePointAt(0)!.toString(16).padStart(2, '0')}}`,
  );
}
