import { isMadeUp } from '../../minimize/durable.js';
import { quote } from '../../suppression/explain.js';
import { pinnedIn } from '../pinned.js';
import type { Rule } from '../rule.js';

export const addressAsName: Rule = {
  id: 'address-as-name',
  level: 'warning',
  description: 'A location names a function, and not the address where it once was.',
  why:
    'Names such as sub_401000 or 0x401000 come from disassemblers and from symbol tables that were made up. Valgrind calls ' +
    'a function that it knows no name of "???". Where such a name is in the symbol table, the next build has another one.',
  example: {
    wrong:
      '{\n   lookup in the codec\n   Memcheck:Cond\n   fun:sub_401a30\n   obj:*/libcodec.so*\n   fun:codec_open\n}\n',
    right:
      '{\n   lookup in the codec\n   Memcheck:Cond\n   fun:*\n   obj:*/libcodec.so*\n   fun:codec_open\n}\n',
  },
  *check({ files }) {
    yield* pinnedIn(files, ({ type, pattern }) =>
      type === 'fun' && isAddress(pattern)
        ? {
            ...{ from: 0, to: pattern.length, instead: '*' },
            message: `${quote(pattern)} is an address and no name: Valgrind may never show it, and the next build has another. Write "fun:*", or "obj:" with the file.`,
          }
        : undefined,
    );
  },
};

/** Words that could be hexadecimal digits, as decade, are names. */
function isAddress(name: string): boolean {
  return /\d/.test(name) && (isMadeUp(name) || /^0x[0-9a-f]{1,16}$/i.test(name));
}
