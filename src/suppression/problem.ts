/** Something that Valgrind refuses, or warns of, while it reads a suppression file. */
export interface SyntaxProblem {
  readonly severity: 'error' | 'warning';
  /** As given by the caller. */
  readonly file: string;
  /** Byte offsets; the end is not included. */
  readonly offset: number;
  readonly endOffset: number;
  /** 1-based; columns count bytes, `endColumn` is the one after the last. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What is wrong and what to do: a byte string, since it may quote the file. */
  readonly message: string;
  /**
   * What Valgrind prints once the problems before this one are mended, and the line it names: the newlines it
   * has read, so one less than `line` on a last line without newline. Null where it names no line.
   */
  readonly valgrind: { readonly message: string; readonly line: number | null };
}

/** Valgrind's own words. */
export const refusals = {
  noOpen: "expected '{' or end-of-file",
  noName: "unexpected '}'",
  noKind: 'unexpected end-of-file (expecting tool:suppr)',
  noColon: "malformed 'tool1,tool2,...:supp' line",
  coreKind: 'unknown core suppression type',
  toolKind: 'unknown tool suppression type',
  notSkipped: 'unexpected end-of-file (when skipping suppression)',
  extra: 'bad or missing extra suppression info',
  notClosed: 'unexpected end-of-file (when reading stack trace)',
  noLocation: 'missing stack trace',
  tooMany: 'too many callers in stack trace',
  location: 'location should be "...", or should start with "fun:", "obj:", or "src:"',
  /** Up to 3.13. */
  locationBeforeSrc: 'location should be "...", or should start with "fun:" or "obj:"',
  onlyWildcards: 'suppression must contain at least one location line which is not "..."',
  /** Not a syntax error to Valgrind, but an abort. */
  longLine: 'VG_(get_line): line longer than 100000 chars, aborting',
} as const;
