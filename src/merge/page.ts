/** A file as it is written: piece after piece, with as many blank lines as there were, and no two where something was left out. */
export interface Page {
  /** Bytes of whole lines; the newline that the last one may lack is added when something follows. */
  readonly text: (bytes: string) => void;
  readonly blank: (bytes: string) => void;
  /** Something was left out here. */
  readonly gap: () => void;
  /** What comes next is set off by a blank line. */
  readonly setOff: () => void;
  /** What comes next is of another file: set off, its own blank lines at the beginning left out. */
  readonly nextFile: () => void;
  readonly bytes: () => string;
}

export function createPage(): Page {
  const pieces: string[] = [];
  let isAfterGap = false;
  let isFresh = false;
  let isApart = false;
  const push = (bytes: string) => {
    const last = pieces.at(-1);
    if (last !== undefined && !last.endsWith('\n')) pieces[pieces.length - 1] = `${last}\n`;
    pieces.push(bytes);
  };
  const endsBlank = () => {
    const last = pieces.at(-1);
    return last === undefined || /^[ \t\f\v\r]*\n$/.test(last);
  };
  return {
    text(bytes) {
      if (isApart && !endsBlank()) push('\n');
      isFresh = false;
      isApart = false;
      isAfterGap = false;
      push(bytes);
    },
    blank(bytes) {
      if (!isFresh && !(isAfterGap && endsBlank())) push(bytes);
    },
    gap() {
      if (!isFresh) isAfterGap = true;
    },
    setOff() {
      isApart = true;
    },
    nextFile() {
      isFresh = pieces.length > 0;
      isApart = isFresh;
      isAfterGap = false;
    },
    bytes() {
      if (isAfterGap) while (pieces.length > 0 && endsBlank()) pieces.pop();
      return pieces.join('');
    },
  };
}
