import { DiagnosticTag } from 'vscode-languageserver';

/** Rules about what could go and nothing would change: editors show it faded. */
const unnecessary: ReadonlySet<string> = new Set([
  'covered-entry',
  'exact-duplicate',
  'inert-entry',
  'longer-than-num-callers',
  'needless-disable',
  'never-matches',
  'redundant-wildcard',
  'shadowed-entry',
  'unused-entry',
]);

/** Rules about what newer versions of Valgrind no longer have: editors strike it through. */
const deprecated: ReadonlySet<string> = new Set(['obsolete-kind', 'obsolete-parameter']);

/** The ids of all rules whose problems have a tag. */
export const taggedRules: readonly string[] = [...unnecessary, ...deprecated];

/** How editors should show problems of a rule; nothing for most. */
export function tagsOfRule(id: string): DiagnosticTag[] {
  return [
    ...(unnecessary.has(id) ? [DiagnosticTag.Unnecessary] : []),
    ...(deprecated.has(id) ? [DiagnosticTag.Deprecated] : []),
  ];
}
