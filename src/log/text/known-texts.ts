import type { Tool } from '../../suppression/suppression.js';
import { readHeader, type ErrorHeader } from '../headers/index.js';
import { ownCopy } from '../own-copy.js';
import { readMessage, type Message } from './messages.js';

/** What unindented lines say; for what comes again and again it is remembered. */
export interface KnownTexts {
  /** As `readMessage`. */
  message(text: string): Message | undefined;
  /** As `readHeader`, with copies of its own of what it takes from the text. */
  header(text: string, tool: Tool | undefined, valgrind: string | undefined): ErrorHeader | undefined;
}

interface KnownHeader {
  readonly tool: Tool | undefined;
  readonly valgrind: string | undefined;
  readonly header: ErrorHeader | undefined;
}

/** So many texts are remembered before starting afresh; longer ones, and leak records, seldom come again. */
const mostTexts = 1 << 10;
const longest = 200;

export function createKnownTexts(): KnownTexts {
  /** Those that are no message. */
  const others = new Set<string>();
  const headers = new Map<string, KnownHeader>();

  return {
    message(text) {
      if (others.has(text)) return undefined;
      const said = readMessage(text);
      if (said === undefined && isRemembered(text)) {
        if (others.size >= mostTexts) others.clear();
        others.add(ownCopy(text));
      }
      return said;
    },
    header(text, tool, valgrind) {
      const known = headers.get(text);
      if (known && known.tool === tool && known.valgrind === valgrind) return known.header;
      const header = withOwnCopies(readHeader(text, tool, valgrind));
      if (isRemembered(text)) {
        if (headers.size >= mostTexts) headers.clear();
        headers.set(ownCopy(text), { tool, valgrind, header });
      }
      return header;
    },
  };
}

function isRemembered(text: string): boolean {
  const first = text.charCodeAt(0);
  return text.length <= longest && !(first >= 0x30 && first <= 0x39);
}

/** A header is kept longer than the line that it was read from. */
function withOwnCopies(header: ErrorHeader | undefined): ErrorHeader | undefined {
  return header?.extra === undefined ? header : { ...header, extra: ownCopy(header.extra) };
}
