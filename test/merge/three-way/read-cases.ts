import { readdirSync, readFileSync } from 'node:fs';

/** A merge with the result that a careful person would write. */
export interface MergeCase {
  readonly name: string;
  /** What it is about. */
  readonly about: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly merged: string;
  /** `LINE NAME: REASON`. */
  readonly conflicts: readonly string[];
  /** `NAME -> NAME`. */
  readonly renamed: readonly string[];
}

const folder = new URL('cases/', import.meta.url);

/** The cases: files of sections, each of which has a heading such as `==== base`. */
export const cases: readonly MergeCase[] = readdirSync(folder)
  .sort()
  .map((file) => {
    const [about, ...sections] = readFileSync(new URL(file, folder), 'latin1').split(/^==== /m);
    const texts = new Map(
      sections.map((section) => [/^\w+/.exec(section)![0], section.replace(/^.*\n/, '')]),
    );
    const text = (heading: string) => texts.get(heading) ?? '';
    const lines = (heading: string) => text(heading).split('\n').filter(Boolean);
    return {
      name: file.replace('.txt', ''),
      about: about!.trim(),
      base: text('base'),
      ours: text('ours'),
      theirs: text('theirs'),
      merged: text('merged'),
      conflicts: lines('conflicts'),
      renamed: lines('renamed'),
    };
  });
