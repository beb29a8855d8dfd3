/** One element of a log. Its contents never change: one element may stand for all that equal it. */
export interface Element {
  readonly name: string;
  /** Its own text as a byte string, character references resolved, not trimmed. */
  readonly text: string;
  readonly children: readonly Element[];
  /** What was made of it, and by what (see kept.ts). */
  kept?: { readonly by: unknown; readonly made: unknown } | undefined;
}

/** A child of the root, small enough to keep whole: a record, a list of counts, a piece of the header. */
export interface Unit extends Element {
  /** 1-based line of its start tag. */
  readonly line: number;
}

export function child(element: Element, name: string): Element | undefined {
  for (const each of element.children) if (each.name === name) return each;
  return undefined;
}

export function childrenNamed(element: Element, name: string): Element[] {
  return element.children.filter((each) => each.name === name);
}

/** The trimmed text of the first child with that name; undefined when there is none or it is empty. */
export function textOf(element: Element, name: string): string | undefined {
  return child(element, name)?.text.trim() || undefined;
}

/** A count: decimal digits and nothing else. Undefined when absent or damaged. */
export function countOf(element: Element, name: string): number | undefined {
  const text = textOf(element, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
