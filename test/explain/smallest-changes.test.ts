import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComparer, lineFor } from '../../src/explain/compare.js';
import { smallestChanges } from '../../src/explain/smallest-changes.js';
import { explainedStack } from '../../src/explain/stack.js';
import type { Frame } from '../../src/finding/finding.js';
import { lineMatches, overlay } from '../../src/match/overlay.js';
import { anchorsIn } from '../../src/minimize/anchors.js';
import { formatLocation } from '../../src/suppression/location.js';
import type { FramePattern } from '../../src/suppression/suppression.js';
import { framePattern, funs } from '../match/make.js';
import '../seed.js';

const comparer = createComparer();

function changes(
  lines: readonly string[],
  frames: readonly Frame[],
  most = 2,
  mayGiveUp = true,
): string[] | undefined {
  const found = smallestChanges(lines.map(framePattern), explainedStack({ frames, hidden: 0 }), {
    most,
    mayGiveUp,
    comparer,
  });
  return found?.changes.map((change) => {
    const line = lines[change.line]!;
    switch (change.type) {
      case 'replace':
        return `${line} > ${formatLocation(change.by)}${change.isNear ? '' : ' (another)'}`;
      case 'insert':
        return `... before ${line} over ${change.from}-${change.to - 1}`;
      case 'widen':
        return `${line} > ... over ${change.from}-${change.to - 1}`;
      default:
        return `${change.type} ${line}`;
    }
  });
}

describe('the smallest change', () => {
  const stack = funs('malloc', 'g_malloc0', 'g_list_append', 'plug', 'start', 'main');
  test.each([
    [['fun:malloc', 'fun:g_malloc0'], []],
    [['fun:malloc', 'fun:g_malloc', 'fun:g_list_append'], ['fun:g_malloc > fun:g_malloc*']],
    [['fun:malloc', 'fun:g_list_append'], ['... before fun:g_list_append over 1-1']],
    [['fun:g_list_append', 'fun:plug'], ['... before fun:g_list_append over 0-1']],
    [['fun:malloc', 'fun:other', 'fun:g_list_append', 'fun:plug'], ['fun:other > fun:g_malloc0 (another)']],
    [['fun:malloc', 'fun:g_malloc0', 'fun:extra', 'fun:g_list_append', 'fun:plug'], ['remove fun:extra']],
    [['fun:malloc', 'fun:other', 'fun:plug', 'fun:start'], ['fun:other > ... over 1-2']],
    [
      [
        'fun:malloc',
        'fun:g_malloc0',
        'fun:g_list_append',
        'fun:plug',
        'fun:start',
        'fun:main',
        'fun:x',
        'fun:y',
      ],
      ['cut fun:x'],
    ],
    // A name that goes on is another one, unless some other line says what is meant.
    [['fun:malloc', 'fun:g_malloc'], undefined],
    [['fun:plug', 'fun:st'], undefined],
    // A line that is given up needs two others that stay.
    [['fun:malloc', 'fun:g_malloc0', 'fun:other', 'fun:plug'], undefined],
    [
      ['fun:calloc', 'fun:plug'],
      ['fun:calloc > fun:*alloc', '... before fun:plug over 1-2'],
    ],
    // A gap leaves no place to be filled: only without the line can the rest lie.
    [['...', 'fun:other', '...', 'fun:plug', 'fun:start'], ['remove fun:other']],
  ])('%j', (lines, expected) => {
    expect(changes(lines, stack)).toEqual(expected);
  });

  test('may have to keep what every line stands for', () => {
    const lines = ['fun:malloc', 'fun:other', 'fun:plug', 'fun:start'];
    expect(changes(lines, stack, 2, false)).toBe(undefined);
  });

  test('there is none where too many are needed', () => {
    expect(changes(['fun:a', 'fun:b', 'fun:c', 'fun:d', 'fun:e'], funs('w', 'x', 'c', 'd', 'e'))).toEqual([
      'fun:a > fun:w (another)',
      'fun:b > fun:x (another)',
    ]);
    expect(changes(['fun:a', 'fun:b', 'fun:c', 'fun:d', 'fun:e'], funs('w', 'x', 'y', 'd', 'e'))).toBe(
      undefined,
    );
    expect(changes(['fun:a'], [])).toBe(undefined);
    expect(changes(['fun:g_malloc'], funs('g_malloc0'), 0)).toBe(undefined);
  });

  test('is left open where the log does not tell what would match', () => {
    expect(changes(['fun:malloc', 'fun:ns::f'], [{ fun: 'malloc' }, { demangled: 'ns::f(int)' }], 1)).toEqual(
      ['open fun:ns::f'],
    );
  });

  test('is sure: what may lie below main does not count', () => {
    const lines = [framePattern('fun:main'), framePattern('fun:(below main)')];
    const found = smallestChanges(lines, explainedStack({ frames: funs('main'), hidden: 5 }), {
      most: 2,
      mayGiveUp: false,
      comparer,
    });
    expect(found).toBe(undefined);
  });
});

const names = ['a', 'b', 'cccc', 'ccccd'] as const;
const frames = fc.array(
  fc.constantFrom(...names).map((fun): Frame => ({ fun })),
  { maxLength: 5 },
);
const lines = fc.array(fc.constantFrom('...', ...names.map((name) => `fun:${name}`)).map(framePattern), {
  minLength: 1,
  maxLength: 4,
});

/** All that one change can make of the lines, and how many anchors stay more than lines are given up. */
function variants(
  before: readonly FramePattern[],
  stack: readonly Frame[],
): { readonly lines: readonly FramePattern[]; readonly slack: number }[] {
  const gap: FramePattern = { type: '...' };
  const anchors = new Set(anchorsIn(before));
  const slackOf = (some: readonly FramePattern[], more: number) =>
    some.filter((line) => anchors.has(line)).length + more;
  return before.flatMap((line, at) => {
    const [head, tail] = [before.slice(0, at), before.slice(at + 1)];
    const rest = [...head, ...tail];
    const replaced = stack.map((frame) => {
      const isMet = line.type === '...' || lineMatches(line, frame, false) === 'yes';
      const reason = isMet ? undefined : comparer.reason(line, frame, false);
      const near = reason?.instead;
      return {
        lines: [...head, near ?? lineFor(frame, false)!, ...tail],
        slack: slackOf(rest, near ? (reason?.alike === 'beginning' ? 0 : 1) : -1),
      };
    });
    return [
      { lines: [...head, gap, ...before.slice(at)], slack: slackOf(before, 0) },
      { lines: rest, slack: slackOf(rest, -1) },
      { lines: [...head, gap, ...tail], slack: slackOf(rest, -1) },
      { lines: head, slack: at > 0 ? slackOf(head, -1) : 0 },
      ...replaced,
    ];
  });
}

test('one change is found whenever one change is enough', () => {
  fc.assert(
    fc.property(lines, frames, (before, stack) => {
      const fits = (each: readonly FramePattern[]) => overlay(each, { frames: stack, hidden: 0 }) === 'yes';
      const found = smallestChanges(before, explainedStack({ frames: stack, hidden: 0 }), {
        most: 1,
        mayGiveUp: true,
        comparer,
      });
      const isEnough = variants(before, stack).some((each) => each.slack > 0 && fits(each.lines));
      expect(found?.changes.length).toBe(fits(before) ? 0 : isEnough ? 1 : undefined);
    }),
    { numRuns: 3000 },
  );
});
