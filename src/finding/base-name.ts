/** The name of a file without its folders, of a path as logs tell it. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
