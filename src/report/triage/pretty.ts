import type { Advice } from '../../advice/advice.js';
import type { Group } from '../../group/group.js';
import { verdicts, type Judged, type Judgement, type Verdict } from '../../verdict/verdict.js';
import { plural } from '../plural.js';
import { printedStack } from '../stack.js';
import { adviceText, causeText, kindText, shownText } from './words.js';

export interface Printed {
  readonly groups: readonly {
    readonly group: Group;
    readonly advice: readonly Advice[];
    /** In the order of its findings. */
    readonly judged: readonly Judged[];
    /** Findings that the sets in use hide. */
    readonly hidden: number;
  }[];
  readonly advice: readonly Advice[];
  readonly unneeded: Judgement['unneeded'];
  readonly files: Readonly<Record<Verdict, string>>;
}

/** What the page of `chaff triage` shows, as text: groups, most frequent first, then what concerns all of them. */
export function triagePretty({ groups, advice, unneeded, files }: Printed): string {
  const lines: string[] = [];
  for (const { group, judged, hidden, ...rest } of groups) {
    const { findings, cause, count, bytes } = group;
    const first = findings[0]!;
    lines.push(
      `${causeText(cause)}`,
      `  ${shownText(kindText(first))}: ${plural(findings.length, 'finding')}, ${plural(count, 'time')}` +
        (bytes === undefined ? '' : `, ${bytes.toLocaleString('en')} bytes`) +
        `; ${verdictsText(judged)}${hidden > 0 ? `; the sets in use hide ${hidden}` : ''}`,
      ...printedStack(first.frames, '    '),
      ...first.auxiliary
        .slice(0, 2)
        .flatMap((stack) => [`    ${shownText(stack.caption)}`, ...printedStack(stack.frames, '    ', 8)]),
      ...(findings.length > 1 ? [`    and ${findings.length - 1} more: ${others(findings.slice(1))}`] : []),
      ...rest.advice.flatMap((each) => advised(each, '  ')),
      '',
    );
  }
  if (advice.length > 0) lines.push('Better logs:', ...advice.flatMap((each) => advised(each, '  ')), '');
  if (unneeded.length > 0) {
    lines.push('Entries that no finding of these logs needs: fixed, or not run:');
    for (const { verdict, entry } of unneeded)
      lines.push(shownText(`  ${verdict}: ${entry.file}:${entry.line}: ${entry.name}`));
    lines.push('');
  }
  const all = groups.flatMap(({ judged }) => judged);
  lines.push(
    `${plural(all.length, 'distinct finding')} in ${plural(groups.length, 'group')}: ${verdictsText(all)} ` +
      `(${verdicts.map((each) => shownText(files[each])).join(', ')})`,
    '',
  );
  return lines.join('\n');
}

/** Where others of a group are: as many as say something. */
function others(findings: Group['findings']): string {
  const shown = findings.slice(0, 3).map(({ id }) => id);
  return shown.join(', ') + (findings.length > shown.length ? ', …' : '');
}

function advised(advice: Advice, indent: string): string[] {
  const { action, text, why, evidence, example } = adviceText(advice);
  return [
    `${indent}→ ${action}: ${text}`,
    `${indent}  ${why}`,
    ...evidence.map((each) => `${indent}  - ${each}`),
    ...(example === undefined ? [] : example.split('\n').map((line) => `${indent}      ${line}`)),
  ];
}

function verdictsText(judged: readonly Judged[]): string {
  const parts = verdicts.flatMap((each) => {
    const count = judged.filter(({ verdict }) => verdict === each).length;
    return count > 0 ? [`${count} ${each}`] : [];
  });
  const open = judged.filter(({ verdict }) => !verdict).length;
  if (open > 0 || parts.length === 0) parts.push(`${open} open`);
  return parts.join(', ');
}
