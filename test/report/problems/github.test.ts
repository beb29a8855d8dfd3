import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { githubProblems } from '../../../src/report/problems/github.js';
import { displayMessage, notes, otherPlaces } from '../../../src/report/problems/message.js';
import type { ReportedProblem } from '../../../src/report/problems/problem.js';
import { repositoryPath } from '../../../src/report/problems/path.js';
import { displayText } from '../../../src/report/text.js';
import { anyProblems, utf8 } from './any-problems.js';

/**
 * A workflow command by the rules of GitHub's runner: name, properties split at commas, and data, each with its own
 * escapes, `%25` undone last.
 */
function parsed(line: string) {
  const [, command, list, data] = /^::(\S+) (.*?)::(.*)\n?$/.exec(line)!;
  const unescaped = (text: string, escapes: Readonly<Record<string, string>>) =>
    Object.entries({ ...escapes, '%25': '%' }).reduce((now, [from, to]) => now.replaceAll(from, to), text);
  const ends = { '%0D': '\r', '%0A': '\n' };
  const properties = list!.split(',').map((pair) => {
    const [, name, value] = /^(.*?)=(.*)$/.exec(pair)!;
    return [name!, unescaped(value!, { ...ends, '%3A': ':', '%2C': ',' })] as const;
  });
  return { command, properties: Object.fromEntries(properties), data: unescaped(data!, ends) };
}

const source = utf8('é fun:ü\n');
const problem: ReportedProblem = {
  ...{ rule: 'r', severity: 'warning', file: './dir/x.supp' },
  ...{ line: 1, column: 4, endLine: 1, endColumn: 10, message: '50%: a,b' },
};
const github = (what: ReportedProblem) =>
  githubProblems([what], { sources: new Map([['./dir/x.supp', source]]), colour: false });

describe('github', () => {
  it('writes workflow commands, with columns in characters and the last one included', () => {
    expect(github(problem)).toBe(
      '::warning file=dir/x.supp,line=1,endLine=1,col=3,endColumn=7,title=chaff r::50%25: a,b\n',
    );
  });

  it('tells what Valgrind says and what --fix would do, one line each', () => {
    const more = {
      valgrind: { message: 'missing stack trace', line: 2 },
      fix: { description: 'add one', edits: [] },
    };
    expect(github({ ...problem, ...more })).toMatch(
      /::50%25: a,b%0AValgrind says near line 2: missing stack trace%0Afix: add one \(--fix\)\n$/,
    );
  });

  it('gives no columns for several lines, which GitHub would refuse', () => {
    expect(parsed(github({ ...problem, endLine: 2 })).properties).toEqual({
      ...{ file: 'dir/x.supp', line: '1', endLine: '2', title: 'chaff r' },
    });
  });

  it('never ends before it begins, which GitHub would refuse', () => {
    expect(parsed(github({ ...problem, endColumn: 4 })).properties).toMatchObject({
      col: '3',
      endColumn: '3',
    });
  });

  it('is read back as what it was, one line for each problem', () => {
    fc.assert(
      fc.property(anyProblems, ([problems, options]) => {
        const lines = githubProblems(problems, options).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.length).toBe(problems.length);
        for (const [index, line] of lines.entries()) {
          const { file, rule, message, severity, ...place } = problems[index]!;
          const { command, properties, data } = parsed(line);
          expect(command).toBe(severity === 'info' ? 'notice' : severity);
          expect(properties).toMatchObject({
            file: displayText(repositoryPath(file, options.root)),
            line: String(place.line),
            title: `chaff ${rule}`,
          });
          expect(data).toBe(
            [
              displayMessage(message),
              ...otherPlaces(problems[index]!, options.root),
              ...notes(problems[index]!),
            ].join('\n'),
          );
        }
      }),
    );
  });
});
