import { quote } from '../../suppression/explain.js';
import { isPlaceholder } from '../placeholder.js';
import { atName } from '../place.js';
import type { OptionValue, Rule } from '../rule.js';

export const nameWithoutReason: Rule = {
  id: 'name-without-reason',
  level: 'off',
  description: 'The name of an entry says why it is there, e.g. with the number of a bug.',
  why:
    'What a set hides has to be judged again when the code changes, and nobody can do that for an entry of which nobody ' +
    'knows why it was written. The name is the one text that Valgrind itself shows of it.',
  example: {
    wrong: '{\n   zlib\n   Memcheck:Cond\n   fun:inflate\n}\n',
    right: '{\n   zlib reads ahead, bug 1042\n   Memcheck:Cond\n   fun:inflate\n}\n',
  },
  options: {
    minWords: { description: 'how many words a name has at least', default: 3 },
    pattern: {
      description:
        'a regular expression that matches somewhere in each name, e.g. "bug \\\\d+"; empty for none',
      default: '',
      check: (value) => (isExpression(value) ? undefined : 'a regular expression of JavaScript'),
    },
  },
  *check({ files, active }, { minWords, pattern }) {
    const least = Number(minWords);
    const wanted = pattern === '' ? undefined : expression(pattern!);
    for (const { entries } of files)
      for (const entry of entries) {
        const { tools, suppression } = entry;
        if (isPlaceholder(suppression.name) && active.has('placeholder-name')) continue;
        const name = asText(suppression.name);
        if (wordsOf(name) < least)
          yield {
            ...atName(entry),
            message: `${quote(suppression.name)} is too short to tell why the entry is there. Give it a name of ${least} words or more.`,
            tools,
          };
        else if (wanted && !wanted.test(name))
          yield {
            ...atName(entry),
            message: `${quote(suppression.name)} does not say why the entry is there as it was agreed: names match ${quote(asBytes(wanted.source))}.`,
            tools,
          };
      }
  },
};

function expression(pattern: OptionValue): RegExp {
  return new RegExp(String(pattern), 'u');
}

function isExpression(pattern: OptionValue): boolean {
  try {
    return expression(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

function wordsOf(name: string): number {
  return name.match(/\S+/g)?.length ?? 0;
}

/** Options are text, files are bytes. */
function asText(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
