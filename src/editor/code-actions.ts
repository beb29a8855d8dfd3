import { CodeActionKind, type CodeAction, type Range, type TextEdit } from 'vscode-languageserver';
import { directiveName, directivesOf } from '../lint/directives.js';
import { fixAll } from '../lint/fix.js';
import type { Fix, Problem } from '../lint/problem.js';
import { displayText } from '../report/text.js';
import { lineOf } from '../suppression/tree.js';
import { asDiagnostic, problemsOf } from './diagnostics.js';
import { entryWith, type EditorDocument } from './document.js';
import type { EditorSet } from './set.js';
import { editsTowards, textEditOf } from './text-edits.js';

/** Makes all safe fixes of a document; editors can be told to ask for it whenever they save. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.chaff`;

/** The kinds of actions that there are. */
export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind];

/** What can be done about the problems in a range: the safe fix first, then what somebody has to decide on. */
export function quickFixesIn(set: EditorSet, document: EditorDocument, range: Range): CodeAction[] {
  const problems = problemsOf(set, document).filter((problem) =>
    overlap(document.places.rangeAt(problem), range),
  );
  return problems.flatMap((problem) => {
    const action = (title: string, edits: readonly TextEdit[]): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [asDiagnostic(problem, set, document)],
      edit: { changes: { [document.uri]: [...edits] } },
    });
    const change = ({ description, edits }: Fix) =>
      action(
        displayText(description),
        edits.map((edit) => textEditOf(edit, document)),
      );
    const silence = silencingEdit(problem, document);
    return [
      ...(problem.fix ? [{ ...change(problem.fix), isPreferred: true }] : []),
      ...problem.suggestions.map(change),
      ...(silence ? [action(`Disable ${problem.rule} for this entry`, [silence])] : []),
    ];
  });
}

/** The action that makes all safe fixes, without its edits; undefined where there is nothing to fix. */
export function fixAllAction(
  set: EditorSet,
  document: EditorDocument,
): (CodeAction & { readonly kind: string }) | undefined {
  if (!problemsOf(set, document).some(({ fix }) => fix)) return undefined;
  return { title: 'Fix all that is safe to fix', kind: fixAllKind, data: { uri: document.uri } };
}

/** What `chaff lint --fix` would make of the document; the other files of the set stay as they are. */
export function fixAllEdits({ documents, options }: EditorSet, document: EditorDocument): TextEdit[] {
  const { files } = fixAll(documents, options, (file) => file === document.name);
  return editsTowards(document, files.find(({ name }) => name === document.name)?.bytes ?? document.bytes);
}

/** A comment that silences the rule for the entry. What Valgrind refuses cannot be argued away. */
function silencingEdit({ rule, line, column }: Problem, document: EditorDocument): TextEdit | undefined {
  const entry = entryWith(document, document.places.offsetOf(line, column));
  const open = entry && lineOf(entry, 'open');
  if (rule === 'syntax' || !open) return undefined;
  const known = directivesOf(document.tree).find(
    ({ rules, entry: its }) => rules.length > 0 && its && line >= its.first && line <= its.last,
  );
  if (known) {
    const last = known.rules.at(-1)!;
    const end = known.line.offset + last.from + last.id.length;
    return textEditOf({ start: end, end, text: `, ${rule}` }, document);
  }
  const start = open.offset - open.indent.length;
  const newline = open.end.endsWith('\r\n') ? '\r\n' : '\n';
  const text = `${open.indent}# ${directiveName} ${rule} -- ${newline}`;
  return textEditOf({ start, end: start, text }, document);
}

/** Whether an editor that asks for some kinds only, if any, asks for this one: a kind stands for all below it. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
}

/** Two ranges that touch count, so that a cursor at the end of a mark is in it. */
function overlap(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
