/** A stack line as printed, before it is decided what its name is worth (see names.ts). */
export interface PrintedFrame {
  /** Upper-case hex digits without `0x`. */
  readonly address: string;
  /** As printed; `???` where Valgrind knows none. */
  readonly name: string;
  readonly file?: string | null;
  readonly line?: number;
  readonly dir?: string;
  readonly obj?: string;
}

/** Is it a stack line: three blanks, `at` or `by`, an address? */
export function isFrameLine(text: string): boolean {
  return text.startsWith('   at 0x') || text.startsWith('   by 0x');
}

/** Does a stack begin here? For lines for which `isFrameLine` holds. */
export function isFirstFrame(text: string): boolean {
  return text.charCodeAt(3) === 0x61; /* a */
}

const addressStart = '   at 0x'.length;

/**
 * Reads the six forms of a stack line (reference section 5.2), from the right, as a name can hold anything. Undefined
 * when the line is damaged.
 */
export function readFrame(text: string): PrintedFrame | undefined {
  const colon = text.indexOf(': ', addressStart);
  if (colon < 0 || colon - addressStart > 16 || colon === addressStart) return undefined;
  const address = text.slice(addressStart, colon);
  const rest = text.slice(colon + 2).trimEnd();
  if (!/^[0-9A-F]+$/i.test(address) || rest === '') return undefined;

  const open = openingOf(rest);
  if (open > 0 && rest.startsWith('in ', open + 1)) {
    return { address, name: rest.slice(0, open - 1), file: null, obj: rest.slice(open + 4, -1) };
  }
  const lineColon = open > 0 ? rest.lastIndexOf(':') : -1;
  if (lineColon > open + 1 && /^\d{1,10}\)$/.test(rest.slice(lineColon + 1))) {
    const source = splitSource(rest.slice(open + 1, lineColon));
    return { address, name: rest.slice(0, open - 1), ...source, line: Number(rest.slice(lineColon + 1, -1)) };
  }
  // `???` says that there is no name, no line and no object; a bare name says nothing of the object.
  return { address, name: rest, file: null, ...(rest === '???' ? { obj: '???' } : {}) };
}

/** Offset of the parenthesis that closes at the end of `text` and follows a blank; -1 when there is none. */
function openingOf(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 0x29) depth++;
    else if (code === 0x28 && --depth === 0) return i > 1 && text.charCodeAt(i - 1) === 0x20 ? i : -1;
  }
  // A path with an unbalanced parenthesis.
  const last = text.lastIndexOf(' (');
  return last > 0 ? last + 1 : -1;
}

/**
 * With `--fullpath-after` the printed source has directories, which are no part of what `src:` is compared with. But
 * Rust's own library has relative paths in its line tables, and there the whole path is the name (section 3.4).
 */
function splitSource(path: string): { file: string; dir?: string } {
  const rust = /^(\/rustc\/[0-9a-f]{1,64})\/(.*\.rs)$/.exec(path);
  if (rust) return { dir: rust[1]!, file: rust[2]! };
  const slash = path.lastIndexOf('/');
  if (slash < 0 || (slash > 0 && !path.startsWith('/') && path.endsWith('.rs'))) return { file: path };
  const file = path.slice(slash + 1);
  return file === '' ? { file: path } : { dir: slash === 0 ? '/' : path.slice(0, slash), file };
}
