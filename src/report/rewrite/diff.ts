import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatch } from 'diff';

/** The time that a diff takes grows with the square of the lines that changed. */
const maxEditLength = 2000;

/**
 * The unified diff of two versions of a file as a byte string, which `patch` takes; empty where they are equal. Where
 * thousands of lines changed it replaces the whole file.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const options = { context: 3, maxEditLength };
  const patch =
    structuredPatch(file, file, before, after, undefined, undefined, options) ??
    replacement(file, before, after);
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

/** Every line out, every line in: each half has nothing to compare. */
function replacement(file: string, before: string, after: string): StructuredPatch {
  const removal = structuredPatch(file, file, before, '');
  const addition = structuredPatch(file, file, '', after);
  const [out] = removal.hunks;
  const [into] = addition.hunks;
  if (!out) return addition;
  if (!into) return removal;
  const hunk = { ...out, newLines: into.newLines, lines: [...out.lines, ...into.lines] };
  return { ...removal, hunks: [hunk] };
}
