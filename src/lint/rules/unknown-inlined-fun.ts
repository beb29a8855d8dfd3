import { compareVersions } from '../../suppression/version.js';
import { pinnedIn } from '../pinned.js';
import type { Rule } from '../rule.js';

export const unknownInlinedFun: Rule = {
  id: 'unknown-inlined-fun',
  level: 'warning',
  description: 'No location rests on "UnknownInlinedFun".',
  why:
    'Up to 3.25 Valgrind says UnknownInlinedFun for every inlined call whose debug information is in another compilation ' +
    'unit, as with -flto. It is no name: it is the same for all such calls, and from Valgrind 3.26 on the true name stands ' +
    'there, so that the entry hides nothing any more.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find\n   fun:UnknownInlinedFun\n   fun:table_open\n}\n',
    right:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find\n   fun:*\n   fun:table_open\n}\n',
  },
  *check({ files, version }) {
    const isOld = compareVersions(version, '3.26') < 0;
    const message = isOld
      ? 'Up to Valgrind 3.25 every inlined call of another compilation unit has this name, later versions know the true one.'
      : 'From Valgrind 3.26 on the true name of the inlined function stands here, so this line matches nothing.';
    yield* pinnedIn(files, ({ type, pattern }) =>
      type === 'fun' && pattern === 'UnknownInlinedFun'
        ? {
            from: 0,
            to: pattern.length,
            instead: '*',
            message: `${message} Write the true name, or "fun:*".`,
          }
        : undefined,
    );
  },
};
