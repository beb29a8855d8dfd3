import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Problem } from '../lint/problem.js';
import { displayMessage } from '../report/problems/message.js';
import { displayText } from '../report/text.js';
import type { EditorDocument } from './document.js';
import { documentNamed, type EditorSet } from './set.js';
import { tagsOfRule } from './tags.js';

/** Who found it, as editors show it beside the message. */
const source = 'chaff';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** What the rules have to say of a document of a set. */
export function diagnosticsOf(set: EditorSet, document: EditorDocument): Diagnostic[] {
  return problemsOf(set, document).map((problem) => asDiagnostic(problem, set, document));
}

/** The problems of a document of a set, in the order of the file. */
export function problemsOf(set: EditorSet, { name }: EditorDocument): readonly Problem[] {
  return set.problems().filter(({ file }) => file === name);
}

/** A problem as editors are told of it. */
export function asDiagnostic(problem: Problem, set: EditorSet, { places }: EditorDocument): Diagnostic {
  const { rule, severity, valgrind } = problem;
  const says = valgrind ? `\nValgrind says: ${displayText(valgrind.message)}` : '';
  const tags = tagsOfRule(rule);
  const related = problem.related.flatMap((each) => {
    const document = documentNamed(set, each.file);
    if (!document) return [];
    const location = { uri: document.uri, range: document.places.rangeAt(each) };
    return [{ location, message: displayMessage(each.message) }];
  });
  return {
    range: places.rangeAt(problem),
    severity: severities[severity],
    source,
    code: rule,
    message: displayMessage(problem.message) + says,
    ...(tags.length > 0 ? { tags } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}
