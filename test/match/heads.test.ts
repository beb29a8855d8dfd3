import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { headsOf } from '../../src/match/heads.js';
import { kindMatches } from '../../src/match/kind.js';
import { certainty } from '../../src/match/laying.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { finding, suppression } from './make.js';

const extras = [undefined, ...Array.from({ length: 40 }, (_, k) => `call${k}(buf)`)];
const leakKinds = [undefined, 'definite', 'indirect', 'possible', 'reachable'] as const;
/** All that a finding and an entry of a kind can say in their heads, or more. */
const asked: Record<string, { readonly entries: object[]; readonly findings: object[] }> = {
  'Memcheck:Cond': { entries: [{}], findings: [{}] },
  'Memcheck:Param': {
    entries: extras.map((extra) => ({ extra })),
    findings: extras.map((extra) => ({ extra })),
  },
  'Memcheck:FishyValue': {
    entries: extras.map((extra) => ({ extra })),
    findings: extras.flatMap((extra) => [{ extra }, { extra: extra && `${extra} + 1` }]),
  },
  'Memcheck:Leak': {
    entries: [{}, { leakKinds: [] }, { leakKinds: ['definite', 'possible'] }, { leakKinds: ['reachable'] }],
    findings: leakKinds.flatMap((leakKind) => extras.map((extra) => ({ leakKind, extra }))),
  },
};

test.each(Object.keys(asked))('%s: as each entry is asked, twice and in turn', (kind) => {
  const entries = asked[kind]!.entries.map((each) =>
    suppression(['fun:a'], { kind, ...each } as Partial<Suppression>),
  );
  const findings = asked[kind]!.findings.map((each) => finding([], { kind, ...each } as Partial<Finding>));
  const heads = headsOf(entries);
  for (const each of [...findings, ...findings]) {
    const found = heads.for(each);
    for (const again of [1, 2])
      expect(
        entries.map((_, entry) => found.of(heads.numbers[entry]!)),
        `${again}`,
      ).toEqual(entries.map((entry) => certainty[kindMatches(entry, each)]));
  }
});
