import type { Check, CheckedFinding } from '../../check/check.js';
import { plural } from '../plural.js';
import { printedHead, printedStack } from '../stack.js';
import { displayText } from '../text.js';

/** For people: what stays reported first, then what is uncertain, what each entry hides, and the totals. */
export function checkPretty(check: Check): string {
  const lines: string[] = [];
  const section = (title: string, findings: readonly CheckedFinding[]) => {
    if (findings.length === 0) return;
    lines.push(`${title}:`, '');
    for (const each of findings) lines.push(...described(each), '');
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
    for (const { name, file, line, hides, mayHide } of check.suppressions) {
      const may = mayHide > 0 ? `, may hide ${mayHide}` : '';
      const what = hides + mayHide === 0 ? 'unused' : `hides ${hides}${may}`;
      lines.push(displayText(`  ${file}:${line}: ${name}: ${what}`));
    }
    lines.push('');
  }
  const { findings, reported, hidden, uncertain } = check.totals;
  const unused = check.suppressions.filter((each) => each.hides + each.mayHide === 0).length;
  lines.push(
    `${plural(findings, 'distinct finding')}: ${reported} reported, ${hidden} hidden, ${uncertain} uncertain; ` +
      `${plural(check.suppressions.length, 'suppression')}, ${unused} unused`,
    '',
  );
  return lines.join('\n');
}

function described({ finding, hiddenBy, possiblyHiddenBy }: CheckedFinding): string[] {
  const by = (title: string, entries: CheckedFinding['hiddenBy']) =>
    entries.map(({ name, file, line }) => displayText(`    ${title} ${file}:${line} ${name}`));
  return [
    `  ${printedHead(finding)}`,
    ...printedStack(finding.frames, '    '),
    ...by('hidden by', hiddenBy),
    ...by('possibly hidden by', possiblyHiddenBy),
  ];
}
