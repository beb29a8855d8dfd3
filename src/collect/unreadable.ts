/** A file that is no corpus, or not a whole one, or of a version that is not known here. The message says which. */
export class UnreadableCorpus extends Error {}

/** Holds while a corpus is read: what this program wrote never fails it. */
export function expect(holds: boolean): asserts holds {
  if (!holds) throw new UnreadableCorpus('the corpus is damaged');
}
