import { whatItHides } from '../over-broad.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { atName } from '../place.js';
import { kindLike, saysWhose } from '../whose-code.js';
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
    for (const { entries } of files) {
      const says = rememberedByKind(saysWhose);
      for (const entry of entries) {
        if (entry.patterns.some(says(kindLike(entry.suppression.kind)))) continue;
        // What is lost by the cut at --num-callers is another matter.
        const hidden = whatItHides({ ...entry.suppression, frames: entry.patterns });
        if (hidden !== undefined)
          yield {
            ...atName(entry),
            message: `No line says whose code this is about: it hides ${hidden}. Name a function or a library of what is meant.`,
            tools: entry.tools,
          };
      }
    }
  },
};

/** Asks once for each pattern and kind: large sets say the same over and over. */
function rememberedByKind(
  ask: (line: FramePattern, kind: string) => boolean,
): (kind: string) => (line: FramePattern) => boolean {
  const byKind = new Map<string, (line: FramePattern) => boolean>();
  return (kind) => {
    const asked = byKind.get(kind) ?? remembered((line) => ask(line, kind));
    byKind.set(kind, asked);
    return asked;
  };
}

function remembered(ask: (line: FramePattern) => boolean): (line: FramePattern) => boolean {
  const answers = new Map<FramePattern, boolean>();
  return (line) => {
    const known = answers.get(line);
    if (known !== undefined) return known;
    const answer = ask(line);
    answers.set(line, answer);
    return answer;
  };
}
