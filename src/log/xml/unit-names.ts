/** Units whose contents matter; of the others only the end is looked for. */
export const wanted: ReadonlySet<string> = new Set(
  'preamble pid tool protocoltool args status error errorcounts suppcounts error_summary fatal_signal stack'.split(
    ' ',
  ),
);
/** Elements that are units wherever they stand: what is open around one of them has lost its end. */
export const neverInside: ReadonlySet<string> = new Set(
  'preamble args status error errorcounts suppcounts error_summary fatal_signal announcethread clientmsg'.split(
    ' ',
  ),
);
