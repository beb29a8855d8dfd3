import { quote } from '../../suppression/explain.js';
import { atLine } from '../place.js';
import type { Rule } from '../rule.js';

/** Parameters that have a star of their own on Linux; others are `foo(*pointer)`. */
const withStar: readonly string[] = ['ioctl(EVIO*)', 'ioctl(SIOCSIF*ADDR)'];
const dereference = /[(\s]\*[A-Za-z_(]/g;

export const paramWildcard: Rule = {
  id: 'param-wildcard',
  level: 'warning',
  description: 'The parameter of a system call has no wildcard.',
  why:
    'Valgrind compares the line below "Memcheck:Param" with the name of the parameter byte by byte: "*" and "?" mean ' +
    'themselves there, unlike in locations. "write(*)" matches no error at all.',
  example: {
    wrong: '{\n   header with padding\n   Memcheck:Param\n   write(*)\n   fun:write\n   fun:save_header\n}\n',
    right:
      '{\n   header with padding\n   Memcheck:Param\n   write(buf)\n   fun:write\n   fun:save_header\n}\n',
  },
  *check({ files }) {
    for (const { name, entries } of files)
      for (const entry of entries) {
        const { suppression, tools } = entry;
        const text = suppression.extra;
        if (text === undefined || withStar.includes(text)) continue;
        // A fishy value with a wildcard is none that exists, which the rule never-matches says.
        if (suppression.kind === 'Memcheck:FishyValue') continue;
        const at = text.replace(dereference, (found) => '_'.repeat(found.length)).search(/[*?]/);
        if (at < 0) continue;
        yield {
          ...atLine(name, entry.extra!, at, at + 1),
          message: `"${text[at]}" is no wildcard in a parameter: ${quote(text)} is compared as it is. Write it as the error does, in an entry for each.`,
          tools,
        };
      }
  },
};
