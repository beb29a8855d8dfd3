/** The byte order mark of UTF-8, as a byte string. */
export const byteOrderMark = '\xef\xbb\xbf';

/** Is the file in UTF-16, as some editors and shells write it? Every other byte of it is NUL to Valgrind. */
export function isUtf16(bytes: string): boolean {
  return bytes.startsWith('\xff\xfe') || bytes.startsWith('\xfe\xff');
}

/** The text of a file in UTF-16 as bytes of UTF-8, without its byte order mark. */
export function utf16AsUtf8(bytes: string): string {
  const units = Buffer.from(bytes.slice(2, bytes.length - (bytes.length % 2)), 'latin1');
  if (bytes.startsWith('\xfe\xff')) units.swap16();
  return Buffer.from(units.toString('utf16le'), 'utf8').toString('latin1');
}
