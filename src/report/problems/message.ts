import { displayText } from '../text.js';
import { repositoryPath } from './path.js';
import type { ReportedProblem } from './problem.js';

/** A message for people: its line ends are ours, whatever else a terminal would act on is escaped. */
export function displayMessage(message: string): string {
  return message.split('\n').map(displayText).join('\n');
}

/** For lists that have room for one line. */
export function headline(message: string): string {
  return displayText(message.split('\n', 1)[0]!);
}

/** What there is to say besides the message, one line each: Valgrind's own words, and what `--fix` would do. */
export function notes({ valgrind, fix }: ReportedProblem): string[] {
  const lines: string[] = [];
  if (valgrind) {
    const near = valgrind.line === null ? '' : ` near line ${valgrind.line}`;
    lines.push(`Valgrind says${near}: ${displayText(valgrind.message)}`);
  }
  if (fix) lines.push(`fix: ${displayText(fix.description)} (--fix)`);
  return lines;
}

/** The other places that a problem is about, one line each, for forms that cannot show them. */
export function otherPlaces({ related = [] }: ReportedProblem, root?: string): string[] {
  return related.map(({ file, line, message }) =>
    displayText(`${repositoryPath(file, root)}:${line}: ${message}`),
  );
}
