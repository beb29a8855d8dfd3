import { defaultNumCallers } from '../suppression/limits.js';
import { load } from '../suppression/load.js';
import type { SourceFile } from '../suppression/load-set.js';
import { parse } from '../suppression/parse.js';
import type { Tool } from '../suppression/suppression.js';
import { defaultTools } from '../suppression/tools.js';
import { newestVersion } from '../suppression/version.js';
import { directiveName, directivesOf, silencer } from './directives.js';
import { entriesOf, patternsIn } from './entries.js';
import type { Problem, RuleProblem } from './problem.js';
import type { Level, LintEvidence, LintFile, LintSet, Rule, RuleOptions } from './rule.js';
import { rules } from './rules.js';
import { mostKept } from './rules/syntax.js';
import type { Judged } from './too-much.js';

export interface LintOptions {
  /** The tools that the set is meant for; memcheck, helgrind and drd unless given. */
  readonly tools?: readonly Tool[];
  /** Valgrind's; the newest unless given. */
  readonly version?: string;
  /** 12 unless given. */
  readonly numCallers?: number;
  /** `YYYY-MM-DD`; without it nothing is past due. */
  readonly today?: string;
  readonly evidence?: LintEvidence;
  /** By id of a rule: another level than its own. */
  readonly levels?: ReadonlyMap<string, Level>;
  /** By id of a rule: values of its options. */
  readonly ruleOptions?: ReadonlyMap<string, RuleOptions>;
}

/** What all rules find in a set of files, sorted by file in the given order, then by place, then by rule. */
export function lint(files: readonly SourceFile[], options: LintOptions = {}): Problem[] {
  const { evidence, levels, ruleOptions } = options;
  const active = rules.filter(
    (rule) =>
      levelOf(rule) !== 'off' &&
      (!rule.needsLogs || evidence !== undefined) &&
      (!rule.needsToday || options.today !== undefined),
  );
  const set = lintSetOf(files, options, new Set(active.map(({ id }) => id)));
  const found: Problem[] = [];
  for (const rule of active) {
    const values = { ...defaultsOf(rule), ...ruleOptions?.get(rule.id) };
    const own = [...rule.check(set, values, found)];
    for (const problem of own) found.push(complete(rule, problem));
  }
  const position = new Map(files.map(({ name }, index) => [name, index]));
  return withoutSilenced(set, found).sort(
    (a, b) =>
      position.get(a.file)! - position.get(b.file)! ||
      a.line - b.line ||
      a.column - b.column ||
      a.endLine - b.endLine ||
      a.endColumn - b.endColumn,
  );

  function levelOf(rule: Rule): Level {
    return levels?.get(rule.id) ?? rule.level;
  }

  function complete(rule: Rule, problem: RuleProblem): Problem {
    const level = levels?.get(rule.id);
    const own = problem.severity ?? (rule.level === 'off' ? 'warning' : rule.level);
    const severity = level === undefined || level === 'off' ? own : level;
    return {
      fix: null,
      suggestions: [],
      related: [],
      valgrind: null,
      ...problem,
      rule: rule.id,
      severity,
    };
  }
}

/** The values of a rule's options when nobody says anything. */
function defaultsOf({ options = {} }: Rule): RuleOptions {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
}

/** What entries are judged by, where nobody says otherwise. */
export function judgedBy({
  version = newestVersion,
  numCallers = defaultNumCallers,
  evidence,
}: LintOptions): Judged {
  return { version, numCallers, evidence };
}

/** The files as rules see them. */
export function lintSetOf(
  files: readonly SourceFile[],
  options: LintOptions,
  active: ReadonlySet<string> = new Set(),
): LintSet {
  const { tools = defaultTools, today } = options;
  const { version, numCallers, evidence } = judgedBy(options);
  const lintFile = ({ name, bytes }: SourceFile): LintFile => {
    const tree = parse(bytes);
    const loaded = new Map(
      tools.map((tool) => [
        tool,
        load(tree, { file: name, tool, version, numCallers, mostProblems: mostKept }),
      ]),
    );
    const file = {
      ...{ name, bytes, tree, loaded },
      entries: [] as LintFile['entries'],
      patterns: [] as LintFile['patterns'],
    };
    file.entries = entriesOf(file, version);
    file.patterns = patternsIn(file.entries);
    return file;
  };
  const idsOf = (some: readonly Rule[]) => new Set(some.map(({ id }) => id));
  const relative = rules.filter((rule) => rule.isRelative ?? rule.needsLogs ?? rule.needsToday);
  return {
    files: files.map(lintFile),
    ...{ tools, version, numCallers, today, evidence, active },
    known: idsOf(rules),
    relative: idsOf(relative),
  };
}

function withoutSilenced({ files }: LintSet, problems: readonly Problem[]): Problem[] {
  const silencers = new Map(
    files
      .filter(({ bytes }) => bytes.includes(directiveName))
      .map(({ name, tree }) => [name, silencer(directivesOf(tree))]),
  );
  return problems.filter(({ file, rule, line }) => !silencers.get(file)?.(rule, line));
}
