import { describe, expect, test } from 'vitest';
import { createLogCorpus, corpusSink } from '../../src/log/corpus-sink.js';
import { endingEarly, endsEarly, furtherProblems, withoutExecs } from '../../src/log/lost.js';

/** Logs without an end, by name and the `--xml-file` they were recorded with. */
function corpusOf(...logs: readonly (readonly [log: string, file?: string])[]) {
  const corpus = createLogCorpus();
  const sink = corpusSink(corpus);
  for (const [log, file] of logs) {
    const options = file === undefined ? {} : { options: ['--xml=yes', `--xml-file=${file}`] };
    sink.process({
      log,
      line: 1,
      pid: 7,
      tool: 'memcheck',
      suppressedSome: false,
      usedSuppressions: [],
      ...options,
    });
    sink.problem({ log, line: 9, message: endsEarly });
  }
  return corpus;
}

const early = (corpus: ReturnType<typeof corpusOf>) => [...endingEarly(withoutExecs(corpus))];

describe('a process that execs another program goes on in the next log', () => {
  const file = '/home/logs/memcheck-%p.xml';

  test('as chaff run names them', () => {
    const logs = ['logs/memcheck-9-7.xml', 'logs/memcheck-10-7.xml', 'logs/memcheck-11-8.xml'];
    expect(early(corpusOf(...logs.map((log) => [log, file] as const)))).toEqual(logs.slice(1));
  });

  test.each([
    ['of another process', 'memcheck-1-7.xml', 'memcheck-2-71.xml', file],
    ['of another folder', 'a/memcheck-1-7.xml', 'b/memcheck-2-7.xml', file],
    ['of another tool', 'memcheck-1-7.xml', 'helgrind-2-7.xml', file],
    ['of others who number theirs', 'memcheck-1-7.xml', 'memcheck-2-7.xml', '/logs/memcheck-1-%p.xml'],
    ['of nobody knows whom', 'memcheck-1-7.xml', 'memcheck-2-7.xml', undefined],
    ['without numbers', 'memcheck-7.xml', 'memcheck-2-7.xml', file],
  ])('but not in one %s', (_, log, next, of) => {
    expect(early(corpusOf([log, of], [next, of]))).toEqual([log, next]);
  });

  test('what else is wrong with its log is told all the same', () => {
    const corpus = corpusOf(['memcheck-1-7.xml', file], ['memcheck-2-7.xml', file]);
    corpusSink(corpus).problem({ log: 'memcheck-1-7.xml', line: 3, message: '<error> is damaged' });
    expect(withoutExecs(corpus).problems.map(({ log, line }) => [log, line])).toEqual([
      ['memcheck-2-7.xml', 9],
      ['memcheck-1-7.xml', 3],
    ]);
  });
});

test('whether a log ends early is not known where its problems are not all told', () => {
  const corpus = createLogCorpus();
  const sink = corpusSink(corpus);
  sink.problem({ log: 'a', line: 1, message: 'a stack line that cannot be read' });
  sink.problem({ log: 'b', line: 1, message: furtherProblems });
  expect([...endingEarly(corpus)]).toEqual(['b']);
});

test('corpora of an older chaff tell it in other words', () => {
  const corpus = createLogCorpus();
  const message = 'the log ends early: the process was killed or the file is cut off';
  corpusSink(corpus).problem({ log: 'a', line: 1, message });
  expect([...endingEarly(corpus)]).toEqual(['a']);
});
