import type { Frame } from '../finding/finding.js';
import { fitsAnything, globMatches, globsIntersect } from './glob.js';
import { operatorSymbol } from './operators.js';
import type { Answer } from './answer.js';
import { mangledShapes } from './mangled-shapes.js';

/**
 * Does `fun:pattern` match the frame?
 *
 * Valgrind compares the linker symbol, or the plain source name of an inlined call. `???` is a name like any
 * other. Where a log shows the demangled name only, that name is still good for many a sure *no*.
 */
export function funMatches(pattern: string, frame: Frame): Answer {
  const fun = frame.fun ?? operatorSymbol(frame.demangled ?? '');
  if (fun !== undefined) return globMatches(pattern, fun) ? 'yes' : 'no';
  if (fitsAnything(pattern)) return 'yes';
  if (frame.demangled === undefined) return 'unknown';
  return couldBePrintedAs(frame.demangled, pattern) ? 'unknown' : 'no';
}

/** Can a name that fits `pattern` be printed as `printed`? */
function couldBePrintedAs(printed: string, pattern: string): boolean {
  // The name of an inlined call, or of a symbol that is in no mangling at all, is printed as it is.
  if (globMatches(pattern, printed)) return true;
  return mangledShapes(printed).some((shape) => globsIntersect(pattern, shape));
}
