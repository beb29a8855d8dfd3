import { demangle } from '../../match/demangle/demangle.js';
import type { ExtraLine } from '../../suppression/kinds.js';
import { meaningOfLeakKind } from '../../suppression/meaning.js';
import { leakKinds } from '../../suppression/suppression.js';
import type { Description } from './description.js';
import { code, codeBlock, paragraphs } from './markdown.js';

/** About the line between a kind and the locations. */
export function describeExtra(text: string, at: number, extra: ExtraLine): Description | undefined {
  switch (extra) {
    case 'none':
      return undefined;
    case 'leak-kinds':
      return describeLeakKinds(text, at);
    case 'parameter':
      return whole(
        'The parameter of a system call, as the error spells it. No wildcards: every byte counts.',
        text,
      );
    case 'fishy-value':
      return whole(
        'The function and its argument, as the error spells them. No wildcards: every byte counts.',
        text,
      );
  }
}

function describeLeakKinds(text: string, at: number): Description | undefined {
  for (const { 0: found, index } of text.matchAll(/[a-z]+(?![a-z:-])/g)) {
    const word = [...leakKinds, 'all' as const, 'none' as const].find((each) => each === found);
    if (word && at >= index && at <= index + word.length)
      return { markdown: `${code(word)}: ${meaningOfLeakKind(word)}`, from: index, to: index + word.length };
  }
  return undefined;
}

/** About a location line. @param isCut whether it comes after the first `--num-callers` ones */
export function describeLocation(text: string, isCut: boolean): Description | undefined {
  const about = aboutLocation(text);
  if (about === undefined) return undefined;
  const cut = 'Valgrind does not look at this line: there are more than `--num-callers` before it.';
  return whole(paragraphs([...about, isCut ? cut : undefined]), text);
}

function aboutLocation(text: string): readonly (string | undefined)[] | undefined {
  if (text === '...') return ['Any number of frames, none included.'];
  const [, prefix, pattern] = /^(fun|obj|src):(.*)$/s.exec(text) ?? [];
  if (pattern === undefined) return undefined;
  const fits = /[*?]/.test(pattern) ? 'fits' : 'is';
  switch (prefix) {
    case 'fun': {
      const name = demangle(pattern);
      return [
        name === undefined ? undefined : codeBlock(name, 'cpp'),
        `One frame whose function's linker symbol ${fits} this.`,
      ];
    }
    case 'obj':
      return [`One frame in a program or library whose path ${fits} this.`];
    default:
      return [`One frame in a source file whose name ${fits} this.`];
  }
}

function whole(markdown: string, { length }: string): Description {
  return { markdown, from: 0, to: length };
}
