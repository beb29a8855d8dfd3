import type { Frame } from '../../finding/finding.js';
import { demangledShape } from '../../match/demangled.js';
import { globMatches } from '../../match/glob.js';
import { longestName } from './names.js';
import { comparesMangled } from './untold.js';
import type { Recogniser } from './reason.js';

/** `fun:ns::f` for what Valgrind compares as `_ZN2ns1fEi`, whatever `--demangle` says. */
export const mangled: Recogniser = ({ line, frame }) => {
  if (line.type !== 'fun' || line.pattern.length > longestName) return undefined;
  const symbol = frame.fun;
  if (symbol === undefined)
    return prints(frame, line.pattern)
      ? { why: `the pattern is what the log prints, ${comparesMangled}`, isOpen: true }
      : undefined;
  if (frame.inlined || symbol.length > longestName || !/^_[ZRD]/.test(symbol)) return undefined;
  const isMeant =
    frame.demangled === undefined ? mentions(symbol, line.pattern) : prints(frame, line.pattern);
  if (!isMeant) return undefined;
  return {
    why: 'Valgrind compares the mangled name, whatever the log prints',
    instead: { type: 'fun', pattern: symbol },
  };
};

/** Is the pattern what the log prints, or that without parameters or qualification? */
function prints({ demangled = '' }: Frame, pattern: string): boolean {
  if (demangled.length > longestName) return false;
  const parts = demangledShape(demangled)?.parts ?? [demangled];
  const plain = parts.join('::');
  const last = parts.at(-1)!;
  return [demangled, plain, last].some((name) => name !== '' && globMatches(pattern, name));
}

/** Does the mangled symbol hold the last part of the pattern as an identifier: `_ZN2ns1fEi` the `f` of `ns::f`? */
function mentions(symbol: string, pattern: string): boolean {
  const last = /(?:^|::)([A-Za-z_]\w*)(?:\(.*\))?$/s.exec(pattern)?.[1];
  return last !== undefined && !pattern.startsWith('_Z') && symbol.includes(`${last.length}${last}`);
}
