import { withoutEndStars } from '../../match/glob.js';
import { durableLine, withoutClone, withoutHash, withoutSymbolVersion } from '../../minimize/durable.js';
import { longestName } from './names.js';
import type { Recogniser } from './reason.js';

/** One function, named differently by different builds: symbol versions, clones, hashes, template arguments. */
export const builds: Recogniser = ({ line, frame }) => {
  if (line.type !== 'fun' || frame.fun === undefined || frame.fun === '???') return undefined;
  if (line.pattern.length > longestName || frame.fun.length > longestName) return undefined;
  const lasting = durableLine({ fun: frame.fun });
  const old = durableLine({ fun: line.pattern });
  if (lasting?.type !== 'fun' || old?.type !== 'fun') return undefined;
  if (withoutEndStars(lasting.pattern) !== withoutEndStars(old.pattern)) return undefined;
  const instead = lasting.pattern.endsWith('*') ? lasting : { ...lasting, pattern: `${lasting.pattern}*` };
  return { why: whyOther(frame.fun, line.pattern), instead };
};

function whyOther(name: string, pattern: string): string {
  const differsBy = (without: (name: string) => string) =>
    without(name) !== name || without(pattern) !== pattern;
  if (differsBy(withoutSymbolVersion)) return 'the version of a symbol is part of its name';
  if (differsBy(withoutClone)) return 'the suffix of a clone that the compiler made is part of the name';
  if (differsBy(withoutHash)) return 'the hash is another one with each compiler';
  return 'the arguments of a template are part of the name';
}
