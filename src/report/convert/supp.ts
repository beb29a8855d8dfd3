import type { Conversion, Written } from '../../convert/convert.js';
import { grouped } from '../../rewrite/grouped.js';

/**
 * The file that a sanitizer reads, a byte string: above each suppression the name and the comments of the entries that it
 * stands for, and what it hides otherwise than they do.
 */
export function convertSupp({ written }: Conversion): string {
  const lines = grouped(written, ({ type, template }) => `${type}:${template}`);
  return [...lines]
    .map(([line, group]) => `${[...new Set(group.flatMap(commentsOf)), line].join('\n')}\n`)
    .join('\n');
}

function commentsOf({ entry, losses }: Written): string[] {
  const comments = [
    `# ${entry.name} (${entry.file}:${entry.line})`,
    ...entry.source.ofType('comment').map(({ text }) => text),
    ...losses.map(({ direction, text }) => `# ${direction}: ${text}`),
  ];
  // To a sanitizer, a file ends there.
  return comments.map((text) => text.replace(/[\0\n]+/g, ' '));
}
