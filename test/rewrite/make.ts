import type { Finding } from '../../src/finding/finding.js';
import { leakKinds } from '../../src/suppression/suppression.js';
import { newestVersion } from '../../src/suppression/version.js';
import { parse } from '../../src/suppression/parse.js';
import { print } from '../../src/suppression/print.js';
import type { Evidence } from '../../src/rewrite/evidence.js';
import { rewrite } from '../../src/rewrite/rewrite.js';
import type { RewriteOptions } from '../../src/rewrite/work.js';
import { finding, patterns } from '../minimize/make.js';

/** Logs that show everything. */
export const complete: Evidence = {
  gaps: [],
  tools: new Set(['memcheck', 'helgrind', 'drd']),
  leakKinds: new Set(leakKinds),
};

export const incomplete: Evidence = {
  ...complete,
  gaps: [
    { tool: 'memcheck', why: 'recorded under suppressions' },
    { tool: 'helgrind', why: 'cut off' },
  ],
};

export interface Given extends Partial<Omit<RewriteOptions, 'findings' | 'knowledge'>> {
  readonly findings?: readonly Finding[];
  /** Patterns of what is real; all else is noise. */
  readonly real?: string;
}

/** Rewrites the text of a file; what is not given is as simple as can be. */
export async function rewritten(text: string, { findings = [], real = '', ...more }: Given = {}) {
  const result = await rewrite(parse(text), {
    findings,
    knowledge: { real: real ? patterns(real) : [], noise: [], unmarked: 'noise', own: [] },
    evidence: complete,
    existing: [],
    numCallers: 12,
    version: newestVersion,
    limits: { nodes: 1000 },
    generalise: true,
    ...more,
  });
  return { ...result, text: print(result.tree) };
}

/** An entry for leaks as people write it; a location without a type is a function. */
export function leakEntry(name: string, ...lines: readonly string[]): string {
  const located = lines.map((line) =>
    /^(?:\w+:|match-leak-kinds|\.\.\.|#)/.test(line) ? line : `fun:${line}`,
  );
  return ['{', `   ${name}`, '   Memcheck:Leak', ...located.map((line) => `   ${line}`), '}', ''].join('\n');
}

export const lib = '/usr/lib/libx.so.1.2';

/** A leak of a library, `x_init` is one of libx: `malloc`, then the functions, then `main`. */
export function leak(functions: string, more: Partial<Finding> = {}): Finding {
  const inLibrary = (name: string) => `${name}@/usr/lib/lib${name.split('_')[0]!}.so.1.2`;
  return finding(['malloc', ...functions.split(' ').map(inLibrary), 'main'], more);
}
