/**
 * What the server and the page of `chaff triage` say to each other, as JSON. All texts are for people: decoded, with what
 * a terminal or a browser would act on escaped. Findings, groups, frames and stacks are known by their places in the state.
 */
import type { Advice } from '../../advice/advice.js';
import type { Owner } from '../../group/group.js';
import type { Verdict } from '../../verdict/verdict.js';

/** In the order of their numbers in frames. */
export const owners: readonly Owner[] = ['own', 'library', 'allocator', 'system', 'unknown'];

/** What does not change while the server runs. Names are said once: 20,000 findings are a few megabytes. */
export interface TriageState {
  readonly names: readonly string[];
  /** In threes: the name, the object (a name, or -1), the owner. */
  readonly frames: readonly number[];
  /** Frames, innermost first. */
  readonly stacks: readonly (readonly number[])[];
  readonly findings: FindingColumns;
  /** Most frequent first. */
  readonly groups: readonly GroupRow[];
  /** The logs. */
  readonly runs: readonly string[];
  /** What is true of the logs as a whole. */
  readonly advice: readonly AdviceText[];
  /** The verdict files, as they are named here. */
  readonly files: Readonly<Record<Verdict, string>>;
}

/** One value for each finding. */
export interface FindingColumns {
  readonly id: readonly string[];
  /** A name: `Memcheck:Leak (definite)`. */
  readonly kind: readonly number[];
  /** A name: the error's own text. */
  readonly what: readonly number[];
  readonly stack: readonly number[];
  readonly count: readonly number[];
  /** Runs that show it. */
  readonly runs: readonly (readonly number[])[];
  /** 1 where an entry of the sets in use surely hides it. */
  readonly hidden: readonly number[];
}

export interface GroupRow {
  readonly id: string;
  /** What the findings have in common, in a few words. */
  readonly title: string;
  readonly findings: readonly number[];
  readonly count: number;
  readonly bytes?: number;
}

/** For people, as all of it here. */
export type AdviceText = Omit<Advice, 'id'>;

/** What the verdict files say at a time. */
export interface JudgedState {
  /** Grows with each reading of the files. */
  readonly revision: number;
  /** One letter for each finding: `f`, `a`, `s`, or `-` for none. */
  readonly verdicts: string;
  /** Findings that entries of several verdicts match. */
  readonly contradicted: readonly number[];
  /** Entries that no finding of these logs needs. */
  readonly unneeded: readonly EntryText[];
  /** Why the files cannot be read now, e.g. a mistake in an edit by hand; then the rest is as it was before. */
  readonly problem?: string;
}

export interface EntryText {
  readonly verdict?: Verdict;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** All that is shown of a group. */
export interface GroupDetail {
  readonly advice: readonly AdviceText[];
  /** The stacks laid over each other, from the error outwards and from `main` inwards. */
  readonly trees: { readonly innermost: readonly TreeRow[]; readonly outermost: readonly TreeRow[] };
  /** Entries of the sets in use that hide some of it. */
  readonly hiddenBy: readonly HidingEntry[];
}

/** A node of a tree, in the order of printing. */
export interface TreeRow {
  /** How many times the stacks have parted on the way here. */
  readonly depth: number;
  readonly name: string;
  readonly owner: Owner;
  readonly count: number;
  readonly findings: number;
}

export interface HidingEntry extends EntryText {
  /** Findings of the group, and of all logs. */
  readonly hides: { readonly here: number; readonly all: number };
  readonly breadth: string;
  readonly doors: readonly string[];
}

/** All that is shown of one finding. */
export interface FindingDetail {
  readonly what: string;
  /** The primary stack first; the others are the second thread of a race, where a block or a value came from. */
  readonly stacks: readonly { readonly caption: string; readonly frames: readonly FrameText[] }[];
  /** `log:line`. */
  readonly places: readonly string[];
  /** What the entry says that gives the verdict. */
  readonly verdict?: {
    readonly verdict: Verdict;
    readonly entries: readonly EntryText[];
    readonly reason?: string;
    readonly bug?: string;
    readonly owner?: string;
  };
}

export interface FrameText {
  readonly name: string;
  readonly place: string;
  readonly owner: Owner;
}

/** A decision as the page sends it. */
export interface DecisionRequest {
  readonly findings: readonly number[];
  /** Null takes the verdict back. */
  readonly verdict: Verdict | null;
  readonly reason?: string;
  readonly bug?: string;
  readonly owner?: string;
}

/** Takes back a decision of before: the server remembers what that takes, which may be more than was sent. */
export interface UndoRequest {
  readonly undo: number;
}

export interface DecideRequest {
  readonly decisions: readonly (DecisionRequest | UndoRequest)[];
}

export interface DecideResponse {
  readonly judged: JudgedState;
  /** For each of the decisions the number that takes it back; what was taken back has none. */
  readonly undo: readonly (number | null)[];
  /** Why some findings have another verdict all the same. */
  readonly note?: string;
}

/** What `minimize` would write for some findings, given what is marked real. */
export interface Preview {
  readonly entries: readonly PreviewEntry[];
  /** Findings that no entry may hide, and why. */
  readonly uncovered: readonly { readonly finding: number; readonly reason: string }[];
  /** Why the preview is not of all that was asked for. */
  readonly note?: string;
}

export interface PreviewEntry {
  /** As it would stand in the file. */
  readonly text: string;
  /** How many of the asked findings it hides. */
  readonly hides: number;
  readonly breadth: string;
  readonly doors: readonly string[];
  /** Other findings of the logs that it would hide as well. */
  readonly others: readonly number[];
}
