const attributes = ' merge=chaff diff=chaff';

/** The text of a `.gitattributes` file with a line for each pattern that has none; the end of the file stays as it is. */
export function withPatterns(text: string, patterns: readonly string[]): string {
  const known = new Set(text.split(/\r?\n/));
  const lines = patterns.map((pattern) => quoted(pattern) + attributes).filter((line) => !known.has(line));
  if (lines.length === 0) return text;
  const isTerminated = text === '' || text.endsWith('\n');
  return isTerminated ? `${text}${lines.join('\n')}\n` : [text, ...lines].join('\n');
}

/** The text without the lines that `withPatterns` adds. */
export function withoutPatterns(text: string): string {
  const lines = text.split('\n');
  const kept = lines.filter((line) => !line.endsWith(attributes));
  return kept.length === lines.length ? text : kept.join('\n');
}

/** Git reads a pattern with blanks in it only in quotes. */
function quoted(pattern: string): string {
  return /[\s"\\]/.test(pattern) ? JSON.stringify(pattern) : pattern;
}
