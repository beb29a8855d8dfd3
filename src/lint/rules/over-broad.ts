import { whatItHides } from '../over-broad.js';
import { atName } from '../place.js';
import type { Rule } from '../rule.js';

export const overBroad: Rule = {
  id: 'over-broad',
  level: 'warning',
  description: 'An entry says whose code it is about.',
  why:
    'Allocators, main, the loader and event loops are on the stack whatever a program does. An entry that names nothing ' +
    'else hides the errors of the code under test as well, today or with the next change. A function or the file of the ' +
    'library that is meant makes it safe.',
  example: {
    wrong:
      '{\n   plug-ins\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   ...\n   fun:_dl_init\n}\n',
    right:
      '{\n   plug-ins\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   ...\n   obj:*/libvdpau.so*\n   ...\n   fun:_dl_init\n}\n',
  },
  *check({ files }) {
    for (const { entries } of files)
      for (const entry of entries) {
        // What is lost by the cut at --num-callers is another matter.
        const frames = entry.locations.map(({ pattern }) => pattern);
        const hidden = whatItHides({ ...entry.suppression, frames });
        if (hidden !== undefined)
          yield {
            ...atName(entry),
            message: `No line says whose code this is about: it hides ${hidden}. Name a function or a library of what is meant.`,
            tools: entry.tools,
          };
      }
  },
};
