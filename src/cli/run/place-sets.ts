import { writeWhole } from '../files.js';
import type { Preparation } from './prepare.js';

/**
 * The absolute paths of the sets that Valgrind loads, none where it runs without. What lies nowhere is written to files
 * that `nameOf` names by number, absolute.
 */
export async function placeSets(
  { sets, isUnsuppressed }: Pick<Preparation, 'sets' | 'isUnsuppressed'>,
  nameOf: (number: number) => string,
): Promise<readonly string[]> {
  if (isUnsuppressed) return [];
  const paths: string[] = [];
  let made = 0;
  for (const { source, path } of sets) {
    const place = path ?? nameOf(++made);
    if (path === undefined) await writeWhole(place, source.bytes, '/');
    paths.push(place);
  }
  return paths;
}
