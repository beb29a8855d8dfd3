import { headLines } from '../../src/pack/head.js';
import type { PackHead, PackPlace } from '../../src/pack/pack.js';

/** A place of a pack of libkettle, which is version 1.N of it in Debian 10 + N. */
export function place(number: number, more: Partial<PackPlace> = {}): PackPlace {
  return {
    distribution: `debian ${10 + number}`,
    platform: 'linux-x86_64',
    valgrind: `3.${10 + number}.0`,
    library: `1.${number}`,
    runs: 3,
    findings: 14,
    date: `2026-0${number}-01`,
    objects: [`libkettle.so.0.${number}.0`],
    ...more,
  };
}

export function head(name: string, more: Partial<PackHead> = {}): PackHead {
  return {
    name,
    title: `the ${name}`,
    tools: ['memcheck'],
    needs: [],
    library: { name: `lib${name}`, packages: [`lib${name}1`] },
    places: [place(1), place(2)],
    planted: { bugs: 5, programs: 2 },
    ...more,
  };
}

export interface MadeEntry {
  readonly name: string;
  /** The lines below the kind, which is a condition on a value. */
  readonly lines: readonly string[];
  readonly kind?: string;
  readonly library?: string;
  readonly seen?: string;
}

/** The bytes of a pack. */
export function packBytes(told: PackHead, entries: readonly MadeEntry[] = []): string {
  const body = entries.map(
    ({ name, lines, kind = 'Memcheck:Cond', library, seen = 'debian 11, debian 12' }) =>
      [
        '# reason: it is so.',
        `# seen: 2 findings (3 records) in boil, brew; ${seen}; 2026-02-01`,
        '# breadth: hides this stack, and what goes on from it',
        ...(library === undefined ? [] : [`# library: ${library}`]),
        ...['{', `   ${name}`, `   ${kind}`, ...lines.map((line) => `   ${line}`), '}', ''],
      ].join('\n'),
  );
  return [
    headLines(told)
      .map((line) => `# ${line}\n`)
      .join(''),
    ...body,
  ].join('\n');
}
