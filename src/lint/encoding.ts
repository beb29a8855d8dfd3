/** The byte order mark of UTF-8, as a byte string. */
export const byteOrderMark = '\xef\xbb\xbf';

/** Is the file in UTF-16, as some editors and shells write it? Every other byte of it is NUL to Valgrind. */
export function isUtf16(bytes: string): boolean {
  return bytes.startsWith('\xff\xfe') || bytes.startsWith('\xfe\xff');
}

/**
 * The text of a file in UTF-16 as bytes of UTF-8, without its byte order mark. Undefined where not all of the file is
 * UTF-16: something else was put behind it, or it ends within a character.
 */
export function utf16AsUtf8(bytes: string): string | undefined {
  if (bytes.length % 2 === 1) return undefined;
  const units = Buffer.from(bytes.slice(2), 'latin1');
  if (bytes.startsWith('\xfe\xff')) units.swap16();
  const text = units.toString('utf16le');
  const utf8 = Buffer.from(text, 'utf8');
  const isWhole = utf8.toString('utf8') === text && !hasLinesOfBytes(text);
  return isWhole ? utf8.toString('latin1') : undefined;
}

/** Did a newline of one byte become half of some character? */
function hasLinesOfBytes(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit !== newline && (unit >> 8 === newline || (unit & 0xff) === newline)) return true;
  }
  return false;
}

const newline = 0x0a;
