import { check } from '../../src/check/check.js';
import type { Finding, Frame } from '../../src/finding/finding.js';
import type { Process } from '../../src/log/sink.js';
import { overview, type Known, type Overview } from '../../src/overview/overview.js';
import { loadSet } from '../../src/suppression/load-set.js';
import type { Suppression } from '../../src/suppression/suppression.js';

/** `malloc < table_grow < main` of a program of one's own, innermost first; `lib:NAME` is of a library. */
export function stack(...names: readonly string[]): readonly Frame[] {
  return names.map((name, position): Frame => {
    if (name === 'malloc')
      return { fun: name, obj: '/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so' };
    if (name.startsWith('lib:')) return { fun: name.slice(4), obj: '/usr/lib/libtable.so.1', file: null };
    return { fun: name, obj: '/home/me/program', file: 'program.c', line: 10 + position };
  });
}

/** A leak, where nothing else is said. */
export function finding(id: string, frames: readonly Frame[], more: Partial<Finding> = {}): Finding {
  return {
    id,
    ...{ tool: 'memcheck', kind: 'Memcheck:Leak', leakKind: 'definite' },
    ...{ frames, variants: [], hidesBelowMain: false, auxiliary: [], origins: [] },
    ...{ what: '8 bytes in 1 blocks are definitely lost', count: 1, records: 1, bytes: 8, blocks: 1 },
    places: [{ log: 'run.xml', line: 7 }],
    ...more,
  };
}

export function process(log = 'run.xml'): Process {
  return {
    ...{ log, line: 1, tool: 'memcheck', valgrind: '3.19.0', command: './program' },
    ...{ suppressedSome: false, usedSuppressions: [] },
  };
}

/** An entry for leaks. */
export function entry(name: string, ...locations: readonly string[]): string {
  return `{\n   ${name}\n   Memcheck:Leak\n${locations.map((each) => `   ${each}\n`).join('')}}\n`;
}

export function load(text: string, file = 'team.supp'): readonly Suppression[] {
  const loaded = loadSet([{ name: file, bytes: text }], {
    tool: 'memcheck',
    version: '3.19.0',
    numCallers: 12,
  });
  if (loaded.refused) throw new Error(loaded.refused.message);
  return loaded.suppressions;
}

export function makeOverview(
  findings: readonly Finding[],
  { set = '', real = '', ...more }: { set?: string; real?: string } & Partial<Known> = {},
): Overview {
  return overview({
    check: check(findings, new Map([['memcheck', load(set)]]), {
      numCallers: 12,
      real: load(real, 'real.supp'),
    }),
    corpus: { processes: [process()], notices: [], problems: [] },
    ...{ own: [], numCallers: 12 },
    ...more,
  });
}
