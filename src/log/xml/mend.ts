/**
 * Elements that hold text and nothing else. Valgrind prints each on a line of its own and forgets to escape some:
 * thread names and user comments always, the texts and paths of descriptor errors too.
 */
const textElements = [
  ...['what', 'path', 'threadname', 'usercomment', 'auxwhat', 'text', 'fn', 'fun', 'obj', 'dir', 'file'],
  ...['exe', 'arg', 'sname', 'skaux', 'name', 'line', 'event', 'logfilequalifier'],
].join('|');

const whole = new RegExp(`^(\\s*(?:<sframe> )?)<(${textElements})>(.*)</\\2>((?: </sframe>)?\\s*)$`, 's');
const opening = new RegExp(`^(\\s*)<(${textElements})>(.*)$`, 's');
/** A line that no text runs into: the unfinished element before it has lost its end. */
const structure =
  /^\s*<\/?(?:valgrindoutput|error|stack|frame|ip|unique|kind|suppression|status|errorcounts|suppcounts|\?xml)\b/;

/** Escapes what cannot be meant as markup. References are kept: the same elements are escaped elsewhere. */
function escape(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)/gi, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

export interface Mender {
  mend(line: string): string;
  /** Is no text of earlier lines unfinished? The next line is then mended by itself. */
  atRest(): boolean;
}

/**
 * Takes the lines of a log one after the other, line ends included, and makes the text of text elements well-formed.
 * A text that ends on a later line (`Overlap` without length, a path with a newline) is mended to its end.
 */
export function createMender(): Mender {
  let unfinished: string | undefined;

  function mend(line: string): string {
    if (unfinished !== undefined && !structure.test(line)) {
      const end = line.lastIndexOf(`</${unfinished}>`);
      if (end < 0) return escape(line);
      unfinished = undefined;
      return escape(line.slice(0, end)) + line.slice(end);
    }
    unfinished = undefined;
    // Most lines end here: an element and plain text.
    if (line.indexOf('<') < 0) return line;
    const one = whole.exec(line);
    if (one) {
      const text = one[3]!;
      return /[<>&]/.test(text) ? `${one[1]!}<${one[2]!}>${escape(text)}</${one[2]!}>${one[4]!}` : line;
    }
    const open = opening.exec(line);
    if (!open || open[3]!.includes(`</${open[2]!}>`)) return line;
    unfinished = open[2]!;
    return `${open[1]!}<${unfinished}>${escape(open[3]!)}`;
  }

  return { mend, atRest: () => unfinished === undefined };
}
