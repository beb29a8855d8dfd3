import type { Check, CheckedFinding } from '../../check/check.js';
import type { ReportedProblem } from '../problems/problem.js';
import type { Judgement } from '../../verdict/verdict.js';
import { printedHead, printedStack } from '../stack.js';
import { ownPlace, type Project } from './own-place.js';

/**
 * What is wrong according to a replay, as problems: findings at the line of own code that they are about, where the project
 * has one, else at the place of the log; entries at theirs.
 */
export function checkProblems(check: Check, project: Project): ReportedProblem[] {
  return [...ofFindings(check, project), ...ofEntries(check)];
}

function ofEntries({ suppressions }: Check): ReportedProblem[] {
  return suppressions
    .filter(({ isOverMax }) => isOverMax)
    .map(({ name, file, line, hides, metadata }) => ({
      rule: 'over-max',
      severity: 'error',
      file,
      line,
      message: `“${name}” hides ${hides} findings, which is more than its max of ${metadata!.max[0]!.value}`,
      subject: name,
    }));
}

function ofFindings({ findings }: Check, project: Project): ReportedProblem[] {
  return findings.flatMap((each) => {
    const rule = ruleOf(each);
    const { finding } = each;
    const [record] = finding.places;
    if (rule === undefined || record === undefined) return [];
    const inLog = { file: record.log, line: record.line };
    const inSource = ownPlace(finding, project);
    return {
      rule,
      severity: rule === 'uncertain' ? 'warning' : 'error',
      ...(inSource ?? inLog),
      message: [
        printedHead(inSource ? { ...finding, places: [] } : finding),
        ...printedStack(finding.frames, '  '),
      ].join('\n'),
      subject: finding.id,
      tools: [finding.tool],
      ...(inSource ? { related: [{ ...inLog, message: 'what Valgrind printed' }] } : {}),
    };
  });
}

/** Descriptions of what `check` reports, by rule. */
export const checkRules = [
  { id: 'reported', description: 'a finding that no suppression hides' },
  { id: 'uncertain', description: 'a finding of which the log cannot tell whether a suppression hides it' },
  { id: 'over-max', description: 'an entry that hides more findings than its "# max:" allows' },
  { id: 'hides-real', description: 'a finding that is marked real and hidden' },
];

export const unneededRule = {
  id: 'unneeded-verdict',
  description: 'a verdict that no finding of the logs needs',
};

/** Verdicts that no finding needs, at their places; good news rather than a mistake. */
export function unneededProblems({ unneeded }: Judgement): ReportedProblem[] {
  return unneeded.map(({ verdict, entry: { name, file, line } }) => ({
    rule: unneededRule.id,
    severity: 'info',
    file,
    line,
    message: `no finding of these logs needs the verdict “${verdict}” of “${name}” (fixed? then remove it)`,
    subject: name,
  }));
}

function ruleOf({ state, real }: CheckedFinding): string | undefined {
  if (state === 'hidden') return real ? 'hides-real' : undefined;
  return state;
}
