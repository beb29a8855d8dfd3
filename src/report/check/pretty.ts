import type { Check, CheckedFinding, CheckedSuppression } from '../../check/check.js';
import type { Judged, Judgement } from '../../verdict/verdict.js';
import { printedMetadata } from '../metadata.js';
import { plural } from '../plural.js';
import { printedHead, printedStack } from '../stack.js';
import { displayText } from '../text.js';

/**
 * For people: what stays reported first, then what is uncertain, what each entry hides, the verdicts that nothing needs,
 * and the totals.
 */
export function checkPretty(check: Check, judgement?: Judgement): string {
  const lines: string[] = [];
  const judged = new Map(judgement?.findings.map((each) => [each.finding, each]));
  const section = (title: string, findings: readonly CheckedFinding[]) => {
    if (findings.length === 0) return;
    lines.push(`${title}:`, '');
    for (const each of findings) {
      for (const line of described(each, judged.get(each.finding))) lines.push(line);
      lines.push('');
    }
  };
  const state = (wanted: CheckedFinding['state']) => check.findings.filter((each) => each.state === wanted);
  section(
    'Hidden, but marked real',
    state('hidden').filter((each) => each.real),
  );
  section('Reported', state('reported'));
  section('Uncertain (the log does not tell enough)', state('uncertain'));
  if (check.suppressions.length > 0) {
    lines.push('Suppressions:', '');
    for (const each of check.suppressions) {
      lines.push(displayText(`  ${each.file}:${each.line}: ${each.name}: ${usage(each)}`));
      if (each.metadata) lines.push(...printedMetadata(each.metadata, '    '));
    }
    lines.push('');
  }
  if (judgement && judgement.unneeded.length > 0) {
    lines.push('No finding of these logs needs these verdicts any more (fixed? then remove them):', '');
    for (const { verdict, entry } of judgement.unneeded)
      lines.push(displayText(`  ${entry.file}:${entry.line}: ${verdict}: ${entry.name}`));
    lines.push('');
  }
  const { findings, reported, hidden, uncertain } = check.totals;
  const unused = check.suppressions.filter((each) => each.hides + each.mayHide === 0).length;
  const over = check.suppressions.filter(({ isOverMax }) => isOverMax).length;
  lines.push(
    `${plural(findings, 'distinct finding')}: ${reported} reported, ${hidden} hidden, ${uncertain} uncertain; ` +
      `${plural(check.suppressions.length, 'suppression')}, ${unused} unused` +
      (over > 0 ? `, ${over} over max` : ''),
    '',
  );
  return lines.join('\n');
}

function usage({ hides, mayHide, metadata, isOverMax }: CheckedSuppression): string {
  if (hides + mayHide === 0) return 'unused';
  const may = mayHide > 0 ? `, may hide ${mayHide}` : '';
  return `hides ${hides}${isOverMax ? `, which is more than its max of ${metadata!.max[0]!.value}` : ''}${may}`;
}

function described(
  { finding, hiddenBy, possiblyHiddenBy }: CheckedFinding,
  judged: Judged | undefined,
): string[] {
  const by = (title: string, entries: CheckedFinding['hiddenBy']) =>
    entries.map(({ name, file, line }) => displayText(`    ${title} ${file}:${line} ${name}`));
  return [
    `  ${printedHead(finding)}`,
    ...printedStack(finding.frames, '    '),
    ...by('hidden by', hiddenBy),
    ...by('possibly hidden by', possiblyHiddenBy),
    ...verdictOf(judged),
  ];
}

function verdictOf(judged: Judged | undefined): string[] {
  if (judged?.verdict === undefined) return [];
  const { verdict, entries, contradicted } = judged;
  const { file, line, name } = entries[0]!;
  const but = contradicted ? '; an entry of another verdict matches it as well' : '';
  return [displayText(`    verdict: ${verdict}, by ${file}:${line} ${name}${but}`)];
}
