import { lint, lintSetOf, type LintOptions } from '../lint/lint.js';
import type { Problem } from '../lint/problem.js';
import type { LintEntry } from '../lint/rule.js';
import type { EditorDocument } from './document.js';

/** Documents that are used together, in the order in which Valgrind gets them, and what they are checked for. */
export interface EditorSet {
  readonly documents: readonly EditorDocument[];
  readonly options: LintOptions;
  /** What the rules find, looked for when it is first asked for. */
  readonly problems: () => readonly Problem[];
  /** The entries that some tool loads, likewise. */
  readonly entries: () => readonly LintEntry[];
}

/** @param documents no two of one name */
export function editorSet(documents: readonly EditorDocument[], options: LintOptions = {}): EditorSet {
  return {
    documents,
    options,
    problems: once(() => lint(documents, options)),
    entries: once(() => lintSetOf(documents, options).files.flatMap(({ entries }) => entries)),
  };
}

/** The document that messages call by a name. */
export function documentNamed({ documents }: EditorSet, name: string): EditorDocument | undefined {
  return documents.find((document) => document.name === name);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
