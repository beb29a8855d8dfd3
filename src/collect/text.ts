import { isUtf8 } from 'node:buffer';

/**
 * Byte strings on disk are text that databases can show: UTF-8 as it stands, and `\xNN` for a byte that is not part of
 * well-formed UTF-8, and for NUL. Our own messages also hold characters that are no bytes: `\uNNNN`. A backslash
 * before what looks like such an escape is written `\x5c`, so nothing is lost and hardly anything is escaped.
 */
const escape = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/g;
const looksEscaped = /\\(?=x[0-9a-f]{2}|u[0-9a-f]{4})/g;
const simple = /^[\x01-\x5b\x5d-\x7f]*$/;

/** The text on disk for a byte string. */
export function textOf(bytes: string): string {
  if (simple.test(bytes)) return bytes;
  const clear = bytes
    .replace(looksEscaped, '\\x5c')
    .replace(/\0/g, '\\x00')
    .replace(/[^\0-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const buffer = Buffer.from(clear, 'latin1');
  return isUtf8(buffer) ? buffer.toString('utf8') : escapeBroken(buffer);
}

/** The byte string of a text on disk. */
export function bytesOf(text: string): string {
  return simple.test(text) ? text : unescaped(Buffer.from(text, 'utf8').toString('latin1'));
}

/** The same where the text is at hand as its bytes. */
export function unescaped(bytes: string): string {
  return bytes.includes('\\')
    ? bytes.replace(escape, (_, byte?: string, unit?: string) =>
        String.fromCharCode(parseInt((byte ?? unit)!, 16)),
      )
    : bytes;
}

/** Names of files are text in memory as well. */
export const bytesOfName = (name: string): string => Buffer.from(name, 'utf8').toString('latin1');
export const nameOfBytes = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

function escapeBroken(buffer: Buffer): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < buffer.length;) {
    const length = characterAt(buffer, at);
    if (length > 0) {
      at += length;
      continue;
    }
    pieces.push(buffer.toString('utf8', from, at), `\\x${buffer[at]!.toString(16)}`);
    from = ++at;
  }
  pieces.push(buffer.toString('utf8', from));
  return pieces.join('');
}

/** How many bytes the well-formed character at an offset has; 0 where there is none. */
function characterAt(buffer: Buffer, at: number): number {
  const lead = buffer[at]!;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  return length > 0 && at + length <= buffer.length && isUtf8(buffer.subarray(at, at + length)) ? length : 0;
}
