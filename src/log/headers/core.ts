import type { ErrorHeader } from './header.js';
import { isAtLeast } from './version.js';

const badClose = /^File descriptor -?\d{1,12}: .* is already closed$/;
const badUse =
  /^File descriptor -?\d{1,12} (?:was closed already|was never created|Invalid file descriptor)$/;
const notClosed = /^Open (?:file descriptor|[A-Z][A-Za-z0-9_]{0,40} socket) -?\d{1,12}(?::|$)/;

/**
 * Errors of descriptors, which any tool with core errors can report. Up to 3.22 the list of open descriptors is mere
 * output, so the version must be known for `FdNotClosed`; the other texts do not exist in those versions.
 */
export function readCoreHeader(text: string, valgrind?: string): ErrorHeader | undefined {
  const first = text.charCodeAt(0);
  if (first === 0x46 /* F */) {
    if (badClose.test(text)) return { kind: 'CoreError:FdBadClose' };
    if (badUse.test(text)) return { kind: 'CoreError:FdBadUse' };
  } else if (first === 0x4f /* O */ && isAtLeast(valgrind, 23) && notClosed.test(text)) {
    return { kind: 'CoreError:FdNotClosed' };
  }
  return undefined;
}

/** The kinds of core errors, the same in XML as in suppressions. */
export const coreKinds: readonly string[] = ['FdBadClose', 'FdBadUse', 'FdNotClosed'];
