import type { Recogniser } from './reason.js';

/** A stripped library has no names for what it does not export. */
export const nameless: Recogniser = ({ line, frame }) => {
  if (line.type !== 'fun' || frame.fun !== '???') return undefined;
  return frame.obj === '???'
    ? {
        why: 'Valgrind knows neither function nor object here; one that was unloaded needs --keep-debuginfo=yes',
      }
    : { why: 'Valgrind knows no name here: the object has no symbol for it (stripped?)' };
};
