import { quote } from '../../suppression/explain.js';
import { nearestWord } from '../../suppression/near-words.js';
import { defaultTools } from '../../suppression/tools.js';
import { directiveName, directivesOf, type Directive } from '../directives.js';
import { atLine, removing, replacing } from '../place.js';
import type { Edit, Fix, Problem, RuleProblem } from '../problem.js';
import type { LintFile, LintSet, Rule } from '../rule.js';
import { firstAtLeast } from '../sorted.js';

const id = 'needless-disable';

export const needlessDisable: Rule = {
  id,
  level: 'warning',
  description: `Each "# ${directiveName}" silences something.`,
  why:
    'A comment that silences nothing any more, or never did for a misspelt rule, waits to silence the next problem of ' +
    'the entry, which nobody has looked at.',
  example: {
    wrong:
      `# ${directiveName} leak-kinds-missing -- all of them are known\n` +
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      `# ${directiveName} leak-kinds-missing -- all of them are known\n` +
      '{\n   cache of the parser\n   Memcheck:Leak\n   fun:malloc\n   fun:parser_cache\n}\n',
  },
  options: {
    requireReason: {
      description: 'whether a reason must stand behind the rules, after " -- "',
      default: false,
    },
  },
  *check(set, options, found) {
    for (const file of set.files) {
      if (!file.bytes.includes(directiveName)) continue;
      const needOf = needsIn(file, set, found);
      for (const directive of directivesOf(file.tree)) {
        for (const problem of judge(file, directive, set, needOf)) yield problem;
        if (options['requireReason'] === true && directive.reason === '')
          yield {
            ...atLine(file.name, directive.line),
            message: 'This comment gives no reason. Add one behind the rules: " -- REASON".',
            tools: set.tools,
          };
      }
    }
  },
};

/** `perhaps`: it silences nothing here, and might where more or other things are given. */
type Need = 'needed' | 'perhaps' | 'needless';
type NeedOf = (directive: Directive, rule: string) => Need;

function* judge(
  file: LintFile,
  directive: Directive,
  { tools, known }: LintSet,
  needOf: NeedOf,
): Generator<RuleProblem> {
  const { line, rules, entry } = directive;
  const whole = { ...atLine(file.name, line), tools };
  const removal = { description: 'remove this comment', edits: [removing(line)] };
  if (entry === undefined) {
    const message =
      'This comment silences nothing: no entry begins after it. Put it above the "{" of one, or remove it.';
    yield { ...whole, message, suggestions: [removal] };
    return;
  }
  if (rules.length === 0) {
    const message = `This comment names no rule, so it silences nothing. Write "# ${directiveName} RULE -- REASON".`;
    yield { ...whole, message, suggestions: [removal] };
    return;
  }
  const needs = rules.map((rule) => needOf(directive, rule.id));
  if (needs.every((need) => need === 'needless')) {
    const message =
      rules.length === 1
        ? `The rule ${quote(rules[0]!.id)} finds nothing in this entry. Remove the comment.`
        : 'None of these rules finds anything in this entry. Remove the comment.';
    yield { ...whole, message, fix: removal };
    return;
  }
  for (const [at, rule] of rules.entries()) {
    const place = { ...atLine(file.name, line, rule.from, rule.from + rule.id.length), tools };
    const shorter = rules.length > 1 ? withoutRule(directive, at) : removal;
    const nothing = `The rule ${quote(rule.id)} finds nothing in this entry`;
    if (needs[at] === 'needless')
      yield { ...place, message: `${nothing}. Remove it from the list.`, fix: shorter };
    else if (needs[at] === 'perhaps')
      yield {
        ...place,
        message: `${nothing} with these files and options. Remove it unless it is needed with others.`,
        suggestions: [shorter],
      };
    else if (!known.has(rule.id)) yield { ...place, ...unknown(directive, rule, known, shorter) };
  }
}

function unknown(
  { line }: Directive,
  { id, from }: Directive['rules'][number],
  known: ReadonlySet<string>,
  shorter: Fix,
): Pick<RuleProblem, 'message' | 'suggestions'> {
  const near = nearestWord(id, [...known]);
  const message = `There is no rule ${quote(id)}.${near === undefined ? '' : ` Did you mean "${near}"?`}`;
  if (near === undefined) return { message, suggestions: [shorter] };
  const rename = { description: `write "${near}"`, edits: [replacing(line, near, from, from + id.length)] };
  return { message, suggestions: [rename, shorter] };
}

/** The rule goes from the list, with what sets it off from the next one, or from the one before where it is the last. */
function withoutRule({ line, rules }: Directive, at: number): Fix {
  const { id, from } = rules[at]!;
  const [next, before] = [rules[at + 1], rules[at - 1]];
  const edit: Edit = next
    ? replacing(line, '', from, next.from)
    : replacing(line, '', before!.from + before!.id.length, from + id.length);
  return { description: `remove "${id}" from the list`, edits: [edit] };
}

/** Says whether rules find something in the entry of a directive, where they were run and looked at it. */
function needsIn(file: LintFile, { active, relative, tools }: LintSet, found: readonly Problem[]): NeedOf {
  const lines = new Map<string, number[]>([...active].map((rule) => [rule, []]));
  for (const { file: name, rule, line } of found) if (name === file.name) lines.get(rule)?.push(line);
  for (const each of lines.values()) each.sort((a, b) => a - b);
  const entries = new Set(file.entries.map(({ tree }) => tree.lines[0]!.line));
  // What is wrong for one tool only is not found where the set is checked for others.
  const isForAll = defaultTools.every((tool) => tools.includes(tool));
  return ({ entry }, rule) => {
    const own = lines.get(rule);
    if (!own || !entry || rule === id || !entries.has(entry.first)) return 'needed';
    if ((own[firstAtLeast(own, entry.first)] ?? Infinity) <= entry.last) return 'needed';
    return isForAll && !relative.has(rule) ? 'needless' : 'perhaps';
  };
}
