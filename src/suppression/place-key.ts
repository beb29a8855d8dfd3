/** A key for maps of entries: no two entries of a set have their name at the same place. */
export function placeKey({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}\n${line}`;
}
