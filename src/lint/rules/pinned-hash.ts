import { withoutHash } from '../../minimize/durable.js';
import { quote, quoteWhole } from '../../suppression/explain.js';
import { pinBetween, pinnedIn, type NamePattern } from '../pinned.js';
import type { Rule } from '../rule.js';

export const pinnedHash: Rule = {
  id: 'pinned-hash',
  level: 'warning',
  description: 'No hash of a compiler or of a build stands in a location.',
  why:
    'Symbols of Rust contain a hash that is another one with each compiler and each version of the crate, and so do the ' +
    'files of its libraries; build identifiers change with every build. An entry with one of them works until then, and ' +
    'hides nothing afterwards.',
  example: {
    wrong:
      '{\n   buffer of the decoder\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:_ZN7decoder4open17h0123456789abcdefE\n}\n',
    right:
      '{\n   buffer of the decoder\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:_ZN7decoder4open17h*\n}\n',
  },
  *check({ files }) {
    yield* pinnedIn(files, (location) => {
      const lasting = lastingOf(location);
      const pin = pinBetween(location.pattern, lasting);
      return (
        pin && {
          ...pin,
          message: `The hash in ${quote(location.pattern)} is another one with the next compiler or build. Write ${quoteWhole(lasting)}.`,
        }
      );
    });
  },
};

function lastingOf({ type, pattern }: NamePattern): string {
  if (type === 'fun') return withoutHash(pattern);
  // Words of 16 letters or more that are no hash have letters behind f, or no digit.
  return pattern.replace(/(?<![0-9A-Za-z])[0-9a-f]{16,}(?![0-9A-Za-z])/g, (run) =>
    /\d/.test(run) ? '*' : run,
  );
}
