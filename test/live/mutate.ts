import type { Finding, Frame } from '../../src/finding/finding.js';
import { leakKinds } from '../../src/suppression/suppression.js';
import type { Random } from './random.js';

/** Functions outside main, as Valgrind may have recorded them, and as it has not. */
const belowMain = [
  'fun:(below main)',
  'fun:(below main)',
  'fun:__libc_start_main@@GLIBC_2.34',
  'fun:__libc_start_main*',
  'fun:_start',
  'fun:*',
  'fun:???',
  'obj:*/libc.so.6',
  'obj:*',
  'src:libc-start.c',
  'src:libc_start_call_main.h',
];
const strangers = [
  'fun:no_such_function',
  'fun:malloc',
  'fun:main',
  'obj:/no/such/object',
  'src:none.c',
  'fun:m*',
];

/**
 * A suppression near the finding: often one that matches, often one that just fails to. The frames must tell
 * everything (an XML log with generated suppressions).
 */
export function nearbySuppression(finding: Finding, random: Random): string {
  let lines: string[] = finding.frames.map((frame) => location(frame, random));
  if (random.chance(0.35)) {
    // The frames below main are real, but not shown; without them a match often goes no further than main.
    lines.push(...belowMain.slice(0, 1 + random.below(3)));
    if (random.chance(0.4)) lines.push(random.pick(belowMain));
  }
  const edits = random.pick([0, 1, 1, 1, 2, 2, 3]);
  for (let i = 0; i < edits; i++) lines = edit(lines, random);
  if (!lines.some((line) => line !== '...')) lines.push(random.pick([...belowMain, 'fun:main']));
  const body = [finding.kind, ...extra(finding, random), ...lines];
  return ['{', ...['trial', ...body].map((line) => `   ${line}`), '}', ''].join('\n');
}

function location(frame: Frame, random: Random): string {
  const dice = random.below(10);
  if (dice === 0) return `obj:${frame.obj!}`;
  if (dice === 1) return `obj:${wild(frame.obj!, random)}`;
  if (dice === 2 && frame.file)
    return `src:${frame.file}${random.chance(0.5) ? `:${String(frame.line)}` : ''}`;
  if (dice === 3) return `fun:${wild(frame.fun!, random)}`;
  if (dice === 4) return 'fun:*';
  if (frame.fun === '???') return `obj:${frame.obj!}`;
  return `fun:${frame.fun!}`;
}

/** Some bytes swallowed by a star or by question marks, sometimes one too many. */
function wild(text: string, random: Random): string {
  const from = random.below(text.length + 1);
  const to = from + random.below(text.length + 1 - from);
  switch (random.below(5)) {
    case 0:
      return `${text.slice(0, from)}*`;
    case 1:
      return `*${text.slice(from)}`;
    case 2:
      return `${text.slice(0, from)}?${text.slice(from + 1)}`;
    case 3:
      return `${text.slice(0, from)}?${text.slice(from)}`;
    default:
      return `${text.slice(0, from)}*${text.slice(to)}`;
  }
}

function edit(lines: readonly string[], random: Random): string[] {
  const from = random.below(lines.length + 1);
  const to = from + random.below(Math.min(4, lines.length + 1 - from));
  const [before, span, after] = [lines.slice(0, from), lines.slice(from, to), lines.slice(to)];
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
      return [...before, '...', ...after];
    case 3:
      return [...before, ...span];
    case 4:
      return [...before, ...after];
    case 5:
      return [...before, random.pick(strangers), ...after];
    case 6:
      return ['...', ...span, ...after];
    default:
      return [...before, ...span, ...span.slice(0, 1), ...after];
  }
}

function extra(finding: Finding, random: Random): string[] {
  if (finding.extra !== undefined)
    return [random.chance(0.9) ? finding.extra : `${finding.extra.slice(0, -1)}*`];
  if (finding.leakKind === undefined) return [];
  const others = leakKinds.filter(() => random.chance(0.3));
  const kinds = random.chance(0.8) ? [finding.leakKind, ...others] : others;
  return kinds.length === 0 ? [] : [`match-leak-kinds: ${kinds.join(',')}`];
}
