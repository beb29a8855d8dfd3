import type { SetFile } from '../set/read-set.js';
import { print } from '../suppression/print.js';
import type { Entry, Pieces } from '../suppression/tree.js';

/** The bytes of some files in one, each below a comment that names it, without some of their entries. */
export function concatenate(files: readonly SetFile[], without: ReadonlySet<Entry>): string {
  return files
    .map((file) => {
      const bytes = print(remaining(file, without));
      // A blank line keeps the comment from belonging to the first entry.
      return `# ${oneLine(file.name)}\n\n${bytes}${bytes === '' || bytes.endsWith('\n') ? '' : '\n'}`;
    })
    .join('\n');
}

/** Blank lines go with the entry that they follow. */
function remaining({ tree }: SetFile, without: ReadonlySet<Entry>): Pieces {
  let goes = false;
  const items = tree.items.filter((item) => {
    goes = item.type === 'entry' ? without.has(item) : goes && item.type === 'blank';
    return !goes;
  });
  return { type: 'file', items };
}

/** The name as bytes; a newline in it would end the comment. */
function oneLine(name: string): string {
  return Buffer.from(name.replace(/[\r\n]+/g, ' ')).toString('latin1');
}
