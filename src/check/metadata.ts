import type { SourceFile } from '../suppression/load-set.js';
import { metadataOf, type Metadata } from '../suppression/metadata.js';
import { parse } from '../suppression/parse.js';
import { placeKey } from '../suppression/place-key.js';
import type { Suppression } from '../suppression/suppression.js';
import { lineOf } from '../suppression/tree.js';

/** Prepares the question what the comments of an entry say of it, by its place. */
export function metadataIn(files: readonly SourceFile[]): (entry: Suppression) => Metadata | undefined {
  const byPlace = new Map<string, Metadata>();
  for (const { name: file, bytes } of files)
    for (const item of parse(bytes).items) {
      const name = item.type === 'entry' ? lineOf(item, 'name') : undefined;
      if (item.type === 'entry' && name) byPlace.set(placeKey({ file, line: name.line }), metadataOf(item));
    }
  return (entry) => byPlace.get(placeKey(entry));
}
