import { isRenamedBelowMain } from '../../match/below-main.js';
import { withoutSymbolVersion } from '../../minimize/durable.js';
import type { Recogniser } from './reason.js';

/** What calls `main` is called `(below main)`, unless Valgrind runs with `--show-below-main=yes`. */
export const startCode: Recogniser = ({ line, frame: { fun: name } }) => {
  if (line.type !== 'fun' || name === undefined) return undefined;
  const [pattern, bare] = [line.pattern, name].map((each) => withoutSymbolVersion(each).replace(/\*$/, ''));
  if (name === '(below main)' && isRenamedBelowMain(pattern!))
    return {
      why: 'what calls main has this name, unless Valgrind runs with --show-below-main=yes',
      instead: { type: 'fun', pattern: '(below main)' },
    };
  if (line.pattern !== '(below main)' || !isRenamedBelowMain(bare!)) return undefined;
  return {
    why: 'what calls main keeps its name with --show-below-main=yes, or where it has a version',
    instead: { type: 'fun', pattern: `${bare!}*` },
  };
};
