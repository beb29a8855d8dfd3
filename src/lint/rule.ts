import type { Finding } from '../finding/finding.js';
import type { Evidence } from '../rewrite/evidence.js';
import type { Loaded } from '../suppression/load.js';
import type { FramePattern, Suppression, Tool } from '../suppression/suppression.js';
import type { Entry, Line, Tree } from '../suppression/tree.js';
import type { Problem, RuleProblem } from './problem.js';

/** How much a rule's problems matter. */
export const levels = ['off', 'info', 'warning', 'error'] as const;
export type Level = (typeof levels)[number];

/** A location line of an entry. */
export interface LintLocation {
  readonly line: Line;
  readonly pattern: FramePattern;
}

/** An entry that some tool of the set loads, with its lines. */
export interface LintEntry {
  readonly file: LintFile;
  readonly tree: Entry;
  readonly name: Line;
  readonly kind: Line;
  /** Does a line stand between kind and locations? */
  readonly hasExtra: boolean;
  /** The line of a system call's parameter, of leak kinds, or of a fishy value. */
  readonly extra: Line | undefined;
  /** All of them, also those that the cut at `--num-callers` leaves out. */
  readonly patterns: readonly FramePattern[];
  /** The lines of the patterns; cut from the file each time. */
  readonly locations: readonly LintLocation[];
  /** One of them, by its index. */
  readonly locationAt: (at: number) => LintLocation;
  /** The tools of the set that load it. */
  readonly tools: readonly Tool[];
  /** As it is loaded: cut at `--num-callers`. */
  readonly suppression: Suppression;
}

/** A file of the set that is linted. */
export interface LintFile {
  readonly name: string;
  readonly bytes: string;
  readonly tree: Tree;
  /** What each of the tools loads from it. */
  readonly loaded: ReadonlyMap<Tool, Loaded>;
  /** The patterns of all entries, each object once; equal lines are mostly one object. */
  readonly patterns: readonly FramePattern[];
  /** In the order of the file. A broken entry, and one of tools that the set is not for, is none of them. */
  readonly entries: readonly LintEntry[];
}

/** What logs tell about a set. */
export interface LintEvidence {
  readonly findings: readonly Finding[];
  /** Patterns of findings that must stay reported. */
  readonly real: readonly Suppression[];
  /** What the logs would have shown, had it happened; where it is not known, no more than the sorts of the findings. */
  readonly shown?: Evidence;
}

/** A set of files in the order in which Valgrind gets them, and what it is checked for. */
export interface LintSet {
  readonly files: readonly LintFile[];
  readonly tools: readonly Tool[];
  readonly version: string;
  readonly numCallers: number;
  /** `YYYY-MM-DD`; undefined where no day counts as today. */
  readonly today: string | undefined;
  readonly evidence: LintEvidence | undefined;
  /** Ids of the rules that are run. */
  readonly active: ReadonlySet<string>;
  /** Ids of all rules. */
  readonly known: ReadonlySet<string>;
  /** Ids of those whose problems depend on more than the entry: on other files, logs, the day or --num-callers. */
  readonly relative: ReadonlySet<string>;
}

export type OptionValue = string | number | boolean;
export type RuleOptions = Readonly<Record<string, OptionValue>>;

export interface RuleOption {
  readonly description: string;
  readonly default: OptionValue;
  /**
   * Says what a value must be, in words that go on from "must be", where the value is not that; undefined where it is.
   * That it is of the type of the default is checked already.
   */
  readonly check?: (value: OptionValue) => string | undefined;
}

/** A rule is a file in rules/ and a line in rules.ts. Its examples are tests, and part of the documentation. */
export interface Rule {
  readonly id: string;
  /** The level of its problems unless somebody sets another, or the problem itself says one. */
  readonly level: Level;
  /** One line: what it asks for. */
  readonly description: string;
  /** What goes wrong without it. */
  readonly why: string;
  /** A file that breaks the rule, and one that does not; `options` are those that the example needs. */
  readonly example: {
    readonly wrong: string;
    readonly right: string;
    readonly options?: RuleOptions;
    /** What is asked for besides the defaults, e.g. `--num-callers 4`. */
    readonly set?: {
      readonly version?: string;
      readonly numCallers?: number;
      readonly today?: string;
      readonly evidence?: LintEvidence;
    };
  };
  /** By name: what it is for, and what it is when nobody says. */
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** True when it has something to say only with logs (`--logs`). */
  readonly needsLogs?: true;
  /**
   * True when what it says of an entry depends on what else it is given, on other files or on --num-callers. Logs and the
   * day are known from the properties beside this one.
   */
  readonly isRelative?: true;
  /** True when it has something to say only where some day counts as today. */
  readonly needsToday?: true;
  /**
   * Finds the problems in a set.
   *
   * @param options all that the rule has, with their values
   * @param found what the rules before this one have found, those included that a comment silences
   */
  readonly check: (set: LintSet, options: RuleOptions, found: readonly Problem[]) => Iterable<RuleProblem>;
}
