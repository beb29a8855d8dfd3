/**
 * What stands before the text of each of Valgrind's lines (coregrind/m_libcprint.c): `==PID== `, with the time before the
 * number when there is `--time-stamp=yes`.
 */
export interface Prefix {
  /** `=` user message, `-` debug message, `*` print of a client request. */
  readonly mark: '=' | '-' | '*';
  readonly pid: number;
  /** Depth of a Valgrind that runs under Valgrind: the number of `>`; both have the same pid. */
  readonly level: number;
  /** Offset of the prefix. */
  readonly start: number;
  /** Offset of the text after the prefix and its blank. */
  readonly end: number;
}

/** `==12== `, `--12-- `, `**12** `, with `>` per level before and `DD:HH:MM:SS.mmm ` before the pid. */
const pattern = /(>{0,16})(==|--|\*\*)(?:\d{2,4}:\d\d:\d\d:\d\d\.\d{3} )?(\d{1,10})\2/y;

/**
 * Reads the prefix that stands at `offset`. The blank after it may be missing: editors strip it at line ends, and in
 * a torn line another prefix follows directly.
 */
export function readPrefix(text: string, offset = 0): Prefix | undefined {
  const first = text.charCodeAt(offset);
  // `*`, `-`, `=`, `>`: most of a program's own output ends here.
  if (first !== 0x3d && first !== 0x2d && first !== 0x2a && first !== 0x3e) return undefined;
  pattern.lastIndex = offset;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const end = offset + match[0].length;
  return {
    mark: match[2]!.charAt(0) as Prefix['mark'],
    pid: Number(match[3]),
    level: match[1]!.length,
    start: offset,
    end: text.charCodeAt(end) === 0x20 ? end + 1 : end,
  };
}
