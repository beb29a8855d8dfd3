import type { LintOptions } from '../lint/lint.js';
import { levels, type Level, type OptionValue, type Rule, type RuleOptions } from '../lint/rule.js';
import { rules } from '../lint/rules.js';
import { suggestion } from './suggest.js';
import { UsageError } from './usage-error.js';

/**
 * What `--rule id:level` and the configuration (`rules: {id: level}`, `{id: [level, {option: value}]}`) ask of the lint
 * rules; the command line goes before it. Throws `UsageError` for rules, levels and options that there are not.
 *
 * @param file the configuration
 */
export function ruleSettings(
  flags: readonly string[],
  configured: Readonly<Record<string, unknown>>,
  file?: string,
): Required<Pick<LintOptions, 'levels' | 'ruleOptions'>> {
  const chosen = new Map<string, Level>();
  const values = new Map<string, RuleOptions>();
  for (const [id, value] of Object.entries(configured))
    try {
      const { level, options } = configuredRule(id, value);
      chosen.set(id, level);
      values.set(id, options);
    } catch (error) {
      if (!(error instanceof UsageError) || file === undefined) throw error;
      throw new UsageError(`${file}: “rules”: ${error.message}`);
    }
  for (const flag of flags) {
    const [id, level, ...more] = flag.split(':');
    if (level === undefined || more.length > 0)
      throw new UsageError(`--rule takes RULE:LEVEL, e.g. ${rules[0]!.id}:off, not “${flag}”`);
    chosen.set(ruleNamed(id!).id, levelOf(id!, level));
  }
  return { levels: chosen, ruleOptions: values };
}

function configuredRule(id: string, value: unknown): { level: Level; options: RuleOptions } {
  const rule = ruleNamed(id);
  const [level, options = {}, ...more] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (more.length > 0 || typeof options !== 'object' || options === null)
    throw new UsageError(`rule ${id}: write a level, or [level, {option: value}]`);
  return { level: levelOf(id, level), options: optionsOf(rule, options) };
}

/** The rule with an id. Throws `UsageError` when there is none. */
export function ruleNamed(id: string): Rule {
  const rule = rules.find((each) => each.id === id);
  if (rule) return rule;
  const ids = rules.map((each) => each.id);
  throw new UsageError(`there is no rule “${id}”${suggestion(id, ids)}; chaff lint --explain all lists them`);
}

function levelOf(id: string, level: unknown): Level {
  const found = levels.find((each) => each === level);
  if (found) return found;
  throw new UsageError(`rule ${id}: the level must be ${levels.join(', ')}, not “${String(level)}”`);
}

function optionsOf({ id, options: known = {} }: Rule, given: object): RuleOptions {
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!option)
      throw new UsageError(`rule ${id} has no option “${name}”${suggestion(name, Object.keys(known))}`);
    if (typeof value !== typeof option.default)
      throw new UsageError(`rule ${id}: “${name}” must be a ${typeof option.default}`);
    const allowed = option.check?.(value as OptionValue);
    if (allowed !== undefined)
      throw new UsageError(`rule ${id}: “${name}” must be ${allowed}, not “${String(value)}”`);
  }
  return given as Record<string, OptionValue>;
}
