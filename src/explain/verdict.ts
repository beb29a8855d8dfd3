import type { Finding } from '../finding/finding.js';
import type { Answer } from '../match/answer.js';
import { matches } from '../match/matches.js';
import { overlay } from '../match/overlay.js';
import { recordedStacks, type Stack } from '../match/stack.js';
import { tellingIn } from '../minimize/anchors.js';
import type { Suppression } from '../suppression/suppression.js';
import { align, type Alignment } from './align.js';
import type { LineChanges } from './changes.js';
import type { Comparer } from './compare.js';
import { edited, type Edit, type EditOptions } from './edit.js';
import type { ReadEntry } from './entries.js';
import { compareHead, weightOf, type Head } from './head.js';
import { mayGiveUpLines } from './keeps.js';
import { smallestChanges } from './smallest-changes.js';
import { explainedStack, type ExplainedStack } from './stack.js';
import { whyAlignment, whyChange, type Question, type Why } from './why.js';

/** What an entry does with a finding, and why. */
export interface Verdict {
  readonly entry: ReadEntry;
  /** What the finding's tool has of it, or would have if its name stood there as Valgrind spells it. */
  readonly suppression: Suppression;
  readonly answer: Answer;
  /** The stack that is looked at: of several that the finding stands for, the first with this answer. */
  readonly stack: Stack;
  readonly alignment: Alignment;
  /** Empty when the answer is yes. */
  readonly why: readonly Why[];
  /** The smallest change that makes the entry match surely; absent when it does, and when no small one is known. */
  readonly edit?: Edit;
}

/** What all verdicts have in common. */
export interface Judging extends EditOptions {
  readonly comparer: Comparer;
}

/** More changes than this make another entry. */
const mostChanges = 2;

/** An entry against a finding, before anything is said about it. */
export interface Case {
  readonly entry: ReadEntry;
  readonly suppression: Suppression;
  readonly finding: Finding;
  readonly head: Head;
  readonly stack: ExplainedStack;
}

/** Undefined for an entry that is nothing to the finding's tool. */
export function caseOf(entry: ReadEntry, finding: Finding, judging: Judging): Case | undefined {
  const suppression = suppressionFor(entry, finding);
  if (!suppression) return undefined;
  const stacks = recordedStacks(finding, judging.numCallers);
  const answers = stacks.map((each) => overlay(suppression.frames, each));
  // The stack that decides: one that is not matched, where there is one.
  const shown = stacks[answers.indexOf('no')] ?? stacks[answers.indexOf('unknown')] ?? stacks[0]!;
  return {
    entry,
    suppression,
    finding,
    head: compareHead(entry, suppression, finding),
    stack: explainedStack(shown),
  };
}

export function suppressionFor(entry: ReadEntry, { tool }: Finding): Suppression | undefined {
  return entry.loaded.get(tool) ?? entry.meant.get(tool)?.suppression;
}

/**
 * The changes of lines that would do. Undefined where too many are needed, where the head cannot be mended, and where too
 * little of the entry would be left.
 */
export function changesFor({ suppression, head, stack }: Case, judging: Judging): LineChanges | undefined {
  const most = head.changes ? mostChanges - weightOf(head.changes) : -1;
  if (most < 0) return undefined;
  const { frames } = suppression;
  if (head.changes!.some(({ isGreat }) => isGreat) && tellingIn(frames).length === 0) return undefined;
  return smallestChanges(frames, stack, {
    most,
    mayGiveUp: mayGiveUpLines(frames, stack),
    comparer: judging.comparer,
  });
}

/** @param lines what `changesFor` says, where it was asked already */
export function verdictOf(
  each: Case,
  judging: Judging,
  lines: LineChanges | undefined = changesFor(each, judging),
): Verdict {
  const { entry, suppression, finding, head, stack } = each;
  const answer = entry.loaded.has(finding.tool)
    ? matches(suppression, finding, { numCallers: judging.numCallers })
    : 'no';
  const alignment = align(suppression.frames, stack);
  const verdict = { entry, suppression, answer, stack, alignment };
  if (answer === 'yes') return { ...verdict, why: [] };
  const edit = lines && edited({ head: head.changes ?? [], lines }, suppression, { finding, stack }, judging);
  const question = { ...judging, lines: suppression.frames, stack };
  const isMended = edit !== undefined || (answer === 'no' && isOpen(lines));
  const why = [...head.why, ...whyLines(alignment, isMended ? lines : undefined, question)];
  return {
    ...verdict,
    why: why.length > 0 ? why : [{ because: occurrencesDiffer }],
    ...(edit ? { edit } : {}),
  };
}

/** Would the entry perhaps match with changes that the log does not tell? */
export function isOpen(lines: LineChanges | undefined): boolean {
  return lines?.changes.some(({ type }) => type === 'open') ?? false;
}

const occurrencesDiffer =
  'it matches some occurrences of the finding and not others, which differ in objects or sources';

/** Where it is known what has to be changed, that is what is wrong. */
function whyLines(alignment: Alignment, lines: LineChanges | undefined, question: Question): readonly Why[] {
  if (lines) return lines.changes.map((change) => whyChange(change, question));
  const why = whyAlignment(alignment, question);
  return why ? [why] : [];
}
