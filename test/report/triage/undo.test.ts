import { beforeAll, describe, expect, test } from 'vitest';
import { stillMeant } from '../../../src/cli/triage/decisions.js';
import type { Finding } from '../../../src/finding/finding.js';
import { undoOf, type Reversal } from '../../../src/report/triage/undo.js';
import type { DecisionRequest } from '../../../src/report/triage/wire.js';
import { decide } from '../../../src/verdict/decide.js';
import { judge } from '../../../src/verdict/judge.js';
import type { VerdictFiles } from '../../../src/verdict/verdict.js';
import { readFindings } from '../../group/make.js';
import { bytesOf, files, options } from '../../verdict/make.js';

let findings: readonly Finding[];
beforeAll(async () => {
  findings = await readFindings('corpus/talk/talk.xml');
});

function after(
  before: VerdictFiles,
  { verdict, findings: places, ...values }: DecisionRequest & Partial<Reversal>,
): VerdictFiles {
  return decide(before, {
    findings: places.map((at) => findings[at]!),
    verdict: verdict ?? undefined,
    ...values,
  });
}

/** What takes a decision back. */
const undoing = (before: VerdictFiles, request: DecisionRequest) =>
  undoOf(request, judge(findings, before, options), before, after(before, request));

const undone = (before: VerdictFiles, request: DecisionRequest): VerdictFiles =>
  stillMeant(undoing(before, request), findings, after(before, request)).reduce(
    after,
    after(before, request),
  );

const lines = (some: VerdictFiles) =>
  Object.values(bytesOf(some)).map((bytes) =>
    bytes
      .split('\n')
      .filter((line) => line !== '')
      .sort(),
  );

describe('a decision and what takes it back leave what was there', () => {
  const start = () =>
    after(after(files(), { findings: [0, 1], verdict: 'fix', reason: 'old', bug: 'https://b.example' }), {
      findings: [2],
      verdict: 'suppress',
    });

  test.each<DecisionRequest>([
    { findings: [3], verdict: 'fix' },
    { findings: [0, 2, 3], verdict: 'annotate', reason: 'new' },
    { findings: [0, 1, 2], verdict: null },
    { findings: [0], verdict: 'fix', reason: '', owner: 'Zo\u00eb' },
    { findings: [0, 1, 2, 3, 4], verdict: 'suppress', bug: 'https://c.example' },
  ])('%j', (request) => {
    const before = start();
    expect(after(before, request)).not.toEqual(before);
    expect(lines(undone(before, request))).toEqual(lines(before));
  });
});

test('an entry that was taken back comes back with all its comments', () => {
  const decided = after(files(), { findings: [0], verdict: 'fix', reason: 'old' });
  const bytes = `# Ours.\n\n# reason: another\n# seen by hand\n# max: 3\n${decided.fix.bytes}`;
  const before = { ...decided, fix: { ...decided.fix, bytes } };
  const took: DecisionRequest = { findings: [0], verdict: null };
  expect(bytesOf(after(before, took)).fix).not.toContain('by hand');
  expect(lines(undone(before, took))).toEqual(lines(before));
});

test('a verdict by a broader entry is left to that entry', () => {
  const before = files({
    suppress: '{\n   broad\n   Memcheck:Leak\n   ...\n   fun:g_quark_from_static_string\n}\n',
  });
  const at = judge(findings, before, options).findings.findIndex(({ verdict }) => verdict === 'suppress');
  expect(at).toBeGreaterThanOrEqual(0);
  expect(bytesOf(undone(before, { findings: [at], verdict: 'fix' }))).toEqual(bytesOf(before));
});

describe('what somebody decided since stays', () => {
  const request: DecisionRequest = { findings: [0, 1], verdict: 'suppress' };
  const left = (since: DecisionRequest) => {
    const before = files();
    const meant = stillMeant(undoing(before, request), findings, after(after(before, request), since));
    return meant.flatMap((each) => each.findings);
  };

  test.each<DecisionRequest>([
    { findings: [0], verdict: 'fix' },
    { findings: [0], verdict: null },
    { findings: [0], verdict: 'suppress', reason: 'seen' },
  ])('%j', (since) => {
    expect(left(since)).toEqual([1]);
  });

  test('but what changed beside it, or changed and came back, is as it was', () => {
    expect(left({ findings: [2, 3], verdict: 'suppress' })).toEqual([0, 1]);
    const decided = after(files(), request);
    const shuffled = after(after(decided, { findings: [0], verdict: 'fix' }), request);
    expect(bytesOf(shuffled)).not.toEqual(bytesOf(decided));
    const meant = stillMeant(undoing(files(), request), findings, shuffled);
    expect(meant.flatMap((each) => each.findings)).toEqual([0, 1]);
  });
});
