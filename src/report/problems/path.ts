import { posix } from 'node:path';
import { decodeBytes } from '../text.js';

/**
 * The name of a file as programs that know the repository want it: slashes, no `.` or `..` that could be left out,
 * relative where it lies below `root`.
 */
export function repositoryPath(file: string, root?: string): string {
  const path = tidy(file);
  if (root === undefined || !posix.isAbsolute(path)) return path;
  const inside = posix.relative(tidy(root), path);
  return inside.startsWith('../') ? path : inside;
}

function tidy(file: string): string {
  return posix.normalize(decodeBytes(file).replaceAll('\\', '/'));
}
