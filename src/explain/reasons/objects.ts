import { globMatches } from '../../match/glob.js';
import { objectLine } from '../../minimize/durable.js';
import { longestName } from './names.js';
import type { Recogniser } from './reason.js';

/** The path of the mapped file, whole and with links resolved. */
export const objects: Recogniser = ({ line, frame }) => {
  if (line.type !== 'obj' || frame.obj === undefined) return undefined;
  const { pattern } = line;
  if (pattern.length > longestName || frame.obj.length > longestName) return undefined;
  if (frame.obj === '???')
    return {
      why: 'Valgrind knows no object here; one that was unloaded needs --keep-debuginfo=yes',
    };
  const file = pattern.replace(/^.*\//s, '');
  const inAnyDirectory = { type: 'obj', pattern: `*/${file.replace(/^\*+/, '')}` } as const;
  if (file !== '' && globMatches(inAnyDirectory.pattern, frame.obj))
    return pattern.includes('/')
      ? {
          why: 'Valgrind compares the path of the file itself, with all links resolved (/lib is often one to /usr/lib)',
          instead: inAnyDirectory,
        }
      : { why: 'the whole path is compared', instead: inAnyDirectory };
  if (libraryOf(pattern) === '' || libraryOf(pattern) !== libraryOf(frame.obj)) return undefined;
  const lasting = objectLine(frame);
  return lasting && globMatches((lasting as { pattern: string }).pattern, frame.obj)
    ? {
        why: pattern.includes('.so') ? 'it is another version of the library' : 'the whole path is compared',
        instead: lasting,
      }
    : undefined;
};

/** `libfoo` for `/usr/lib/libfoo.so.1.2`, `libfoo*` and `libfoo.so`. */
function libraryOf(path: string): string {
  return path
    .replace(/^.*\//s, '')
    .replace(/\.so\b.*$|(?<![*?])[*?]+$/s, '')
    .replace(/^[*?]+/, '');
}
