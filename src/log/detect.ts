/** What a log is, as far as its first bytes tell. */
export type LogForm = 'xml' | 'text' | 'gzip' | 'unknown';

/** So many first bytes are enough for `detect` and `isValgrindLog`. */
export const headLength = 1 << 16;

const root = /<valgrindoutput\b/;
/** What is left of an XML log whose beginning is lost, or of a document that is not Valgrind's. */
const otherXml = /^(?:\xef\xbb\xbf)?[ \t]*<\?xml\s|^[ \t]*<\/?(?:error|stack|frame)>[ \t]*$/m;

/** Prefixes of Valgrind's text lines, from the beginning of a line on (see text/prefix.ts). */
const prefix = /^>{0,16}(==|--)(?:\d{2,4}:\d\d:\d\d:\d\d\.\d{3} )?\d{1,10}\1/m;

/** The same behind what something else puts before each line, such as a time: only with text that Valgrind prints there. */
const prefixBehindLead =
  /==(?:\d{2,4}:\d\d:\d\d:\d\d\.\d{3} )?\d{1,10}== (?: {0,3}(?:at|by) 0x|(?:Memcheck|Helgrind|drd|DRD), a |Using Valgrind-|(?:HEAP|LEAK|ERROR) SUMMARY:)/;

/**
 * Says by its contents what a log is. Anything that is not XML is a text log, as those can begin with any output of
 * the program; only what has NUL bytes and no sign of Valgrind is `unknown`.
 */
export function detect(head: Uint8Array): LogForm {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const start = decode(head);
  const prefixAt = start.search(prefix);
  const rootAt = start.search(root);
  // Either form may hold the other one as output of the program, but only after its own beginning.
  if (rootAt >= 0 && (prefixAt < 0 || rootAt < prefixAt)) return 'xml';
  if (prefixAt >= 0) return 'text';
  if (otherXml.test(start)) return 'xml';
  return start.includes('\0') ? 'unknown' : 'text';
}

/** Is there a sign of Valgrind in the first bytes of an uncompressed file? */
export function isValgrindLog(head: Uint8Array): boolean {
  const start = decode(head);
  return root.test(start) || prefix.test(start) || prefixBehindLead.test(start);
}

/** Does text of two bytes a character begin, as its mark tells? */
export function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Stack lines stand alone, as in a message that somebody wrote: the `==PID== ` before them is lost. */
export function lacksPrefixes(head: Uint8Array): boolean {
  return /^[ \t]*(?:at|by) 0x[0-9A-F]{1,16}: /im.test(decode(head));
}

/** Was a mail saved as it is sent, where `=` is `=3D`? */
export function isQuotedPrintable(head: Uint8Array): boolean {
  return /(?:=3D){2}\d{1,10}(?:=3D){2}/.test(decode(head));
}

/** Bytes as a byte string, one unit per byte. */
export function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
