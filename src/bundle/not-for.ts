import type { Metadata } from '../suppression/metadata.js';
import type { SetEntry } from '../set/set-entry.js';
import { isInRange } from '../suppression/version-range.js';
import { librarySays, type Reason } from './applies.js';
import type { Target } from './target.js';
import { parseNamedRange, type Asked, type NamedRange } from './when.js';

/**
 * Why an entry is not for a target, by its own `# valgrind:` and `# library:`; undefined where nothing says so. A layer
 * that nobody can judge stays out, but an entry stays in: its `# library:` tells who has the fault, more often than which
 * versions have it. Of several libraries one that may be meant is enough.
 */
export function notFor({ metadata }: SetEntry, target: Target): Reason | undefined {
  const version = target.valgrind.value;
  const [range] = metadata.valgrind;
  if (version !== undefined && range && !isInRange(version, range.value)) {
    const wants = range.line.text.slice(range.from, range.to);
    return { key: 'valgrind', wants, answer: 'no', is: version, from: target.valgrind.from };
  }
  const libraries = versioned(metadata);
  if (libraries.length < metadata.library.length) return undefined;
  const said = libraries.map((library) => librarySays(library, target));
  return said.every(({ answer }) => answer === 'no') ? said[0] : undefined;
}

/** The libraries that entries name with versions, each once: who knows their versions knows all that `notFor` asks. */
export function librariesOf(entries: readonly SetEntry[]): readonly string[] {
  const names = entries.flatMap(({ metadata }) => versioned(metadata).map(({ value }) => value.name));
  return [...new Set(names)];
}

/** `# library: libfoo 1.2`, and not `# library: libfoo` or `# library: libfoo, the old one`. */
function versioned({ library }: Metadata): readonly Asked<NamedRange>[] {
  return library.flatMap(({ value: { name, version } }) => {
    const text = `${name} ${version ?? ''}`;
    const value = parseNamedRange(text);
    return value?.range ? [{ text, value }] : [];
  });
}
