/** Does chaff write such comment lines itself? They speak of the entry as it was, so they do not outlive a change. */
export function isWrittenComment(line: string): boolean {
  return /^# (?:hides \d+ findings? \(\d+ error records?\) of |would also hide |doors unknown: |leaves open no call from other code that |hides this stack, and what goes on from it$)/.test(
    line,
  );
}

/** Does `merge` write such lines? They say what an entry stands for and where it was read. */
export function isMergeNote(line: string): boolean {
  return /^# (?:folded|from): /.test(line);
}
