import { describe, expect, test } from 'vitest';
import { addFinding, createCorpus } from '../../src/finding/corpus.js';
import { leak, leakEntry } from '../rewrite/make.js';
import { complete, corpusOf, processOf, pruned, suppressing } from './make.js';

const ran = [leak('x_new x_init'), leak('x_copy x_open')];
const used = leakEntry('used', 'malloc', 'x_hidden');
const spare = leakEntry('spare', 'malloc', 'x_new', 'x_open');
const keeps = ['keep spare: unmatched, gaps'];
const removes = ['remove spare: unmatched'];

describe('an entry goes for want of findings only where logs would show them', () => {
  const entry = leakEntry('spare', 'match-leak-kinds: possible', 'malloc', 'x_new', 'x_open');

  test.each([
    ['a run that asks for all', processOf('memcheck'), removes],
    [
      'one that does not show the kind of leak',
      processOf('memcheck', { options: ['--leak-check=full', '--show-leak-kinds=definite'] }),
      keeps,
    ],
    ['one that looks for no leaks', processOf('memcheck', { options: [] }), keeps],
    ['one that does not tell its options', processOf('memcheck', { options: undefined }), keeps],
    ['one of too few callers', processOf('memcheck', { numCallers: 4 }), keeps],
  ])('%s', (_, process, said) => {
    expect(pruned(entry, { findings: ran, processes: [process] }).said).toEqual(said);
  });

  test('one that was cut off', () => {
    const corpus = corpusOf(ran, complete);
    (corpus.notices as unknown[]).push({ log: 'a.log', line: 9, type: 'cut-off', text: '' });
    expect(pruned(entry, { findings: ran, corpus }).said).toEqual(keeps);
  });

  test('one gap among many logs is enough, and it is told', () => {
    const processes = [...complete, processOf('memcheck', { suppressedSome: true, log: 'b.log' })];
    const { said, reasons } = pruned(entry, { findings: ran, processes });
    expect(said).toEqual(keeps);
    expect(reasons).toEqual([
      'hides nothing, though these logs show the code that it is about; stays, for some logs were recorded under suppressions',
    ]);
  });

  test('entries of the core are for tools of which there are no logs', () => {
    const core = '{\n   closed\n   CoreError:FdBadClose\n   fun:x_new\n}\n';
    expect(pruned(core, { findings: ran }).said).toEqual(['keep closed: never-seen, gaps']);
  });

  test('entries for versions that the logs are not of stay', () => {
    const text = `# valgrind: >=3.20\n${spare}`;
    const of = (valgrind: string) =>
      pruned(text, { findings: ran, processes: [processOf('memcheck', { valgrind })] }).said;
    expect(of('3.19.0')).toEqual(['keep spare: unmatched, other versions']);
    expect(of('3.22.0')).toEqual(removes);
  });
});

describe('what Valgrind itself counted', () => {
  test('keeps an entry that hides nothing of what is reported', () => {
    expect(pruned(used + spare, { findings: ran, processes: [suppressing({ used: 3 })] }).said).toEqual(
      removes,
    );
    expect(
      pruned(used + spare, { findings: ran, processes: [suppressing({ spare: 1, used: 1 })] }).said,
    ).toEqual([]);
  });

  test('is told of an entry that is past its day', () => {
    const { said, reasons } = pruned(`# expires: 2025-01-01\n${used}`, {
      processes: [suppressing({ used: 3 })],
    });
    expect(said).toEqual(['keep used: expired, in use']);
    expect(reasons[0]).toContain('Valgrind counted 3 errors that it hid');
  });

  test('accounts for a log only where all that was hidden is counted', () => {
    const of = (errors: number) => {
      const processes = [suppressing({ used: 3 }, { suppressed: { errors, contexts: 1 } })];
      return pruned(used + spare, { findings: ran, processes }).said;
    };
    expect(of(3)).toEqual(removes);
    expect(of(4)).toContain(keeps[0]);
  });

  test('accounts for it only where all of that is in the files', () => {
    const processes = [suppressing({ used: 3, 'of default.supp': 1 })];
    expect(pruned(used + spare, { findings: ran, processes }).said).toEqual(keeps);
    const beside = leakEntry('of default.supp', 'malloc', 'z');
    expect(pruned(used + spare, { findings: ran, processes, beside }).said).toEqual(removes);
  });

  test('accounts for a run under suppressions in which nothing was hidden', () => {
    const suppressed = { errors: 0, contexts: 0 };
    expect(pruned(spare, { findings: ran, processes: [suppressing({}, { suppressed })] }).said).toEqual(
      removes,
    );
    expect(pruned(spare, { findings: ran, processes: [suppressing({})] }).said).toEqual(keeps);
  });

  test('by name alone counts for all that have the name', () => {
    const text = used.replace('used', 'spare') + spare;
    expect(pruned(text, { findings: ran, processes: [suppressing({ spare: 1 })] }).said).toEqual([]);
  });

  test('on another line than now does not account for the log: what stood there may have been another entry', () => {
    const at = (line: number) =>
      suppressing({}, { usedSuppressions: [{ name: 'used', count: 1, file: '/home/a.supp', line }] });
    expect(pruned(used + spare, { findings: ran, processes: [at(2)] }).said).toEqual(removes);
    expect(pruned(used + spare, { findings: ran, processes: [at(3)] }).said).toEqual(keeps);
  });

  test('in another file is not counted for the entry', () => {
    const other = suppressing(
      {},
      { usedSuppressions: [{ name: 'used', count: 1, file: 'c.supp', line: 2 }] },
    );
    expect(pruned(used, { processes: [other] }).said).toEqual(['keep used: never-seen, gaps']);
  });

  test('keeps an entry that another one covers of which nothing was counted', () => {
    const narrow = leakEntry('narrow', 'malloc', 'x_hidden', 'x_run');
    const of = (counts: Readonly<Record<string, number>>) =>
      pruned(used + narrow, { processes: [suppressing(counts)] }).said;
    expect(of({ narrow: 1 })).toEqual(['keep used: never-seen, asks']);
    expect(of({ narrow: 1, used: 1 })).toEqual(['remove narrow: covered']);
    expect(of({ used: 1 })).toEqual(['remove narrow: covered']);
  });

  test('errors that Valgrind lists as hidden are hidden afterwards as well', () => {
    const corpus = corpusOf(ran, [suppressing({ used: 1 })]);
    const listed = createCorpus();
    addFinding(listed, leak('x_hidden'));
    (corpus.suppressed as Map<string, typeof listed>).set('used', listed);
    const renamed = used.replace('used', 'renamed');
    expect(pruned(renamed + spare, { findings: ran, corpus }).said).toEqual(keeps);
  });
});
