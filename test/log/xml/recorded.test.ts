import { describe, expect, test } from 'vitest';
import { lines, readXml, recorded } from './read.js';

/** The errors of programs/memory.cpp as the matcher sees them. */
const memory = [
  'Memcheck:Cond x7: peek (inlined) < _ZN4shop5countERKNS_5ShelfEi < main',
  'Memcheck:Param write(buf) x1: write < main',
  'Memcheck:Addr4 x1: main',
  'Memcheck:Free x1: _ZdlPvm < main',
  'Memcheck:Overlap x1: strcpy < main',
  'Memcheck:FishyValue malloc(size) x1: malloc < main',
  'Memcheck:Leak indirect x1: _Znwm < main',
  'Memcheck:Leak definite x1: _Znwm < main',
  'Memcheck:Leak definite x1: malloc < _ZN4shop4loseEi < _ZN4shop4loseEi < _ZN4shop4loseEi < _ZN4shop4loseEi < main',
];

describe('Memcheck', () => {
  test('generated suppressions tell the mangled names', () => {
    const corpus = readXml(recorded('memory'));
    expect(lines(corpus)).toEqual(memory);
    expect(corpus.problems).toEqual([]);
    expect(corpus.processes).toEqual([
      {
        log: 'log.xml',
        line: 3,
        pid: expect.any(Number) as number,
        tool: 'memcheck',
        valgrind: '3.19.0',
        command: './memory',
        options: [
          '-q',
          '--xml=yes',
          '--xml-file=memory.xml',
          '--num-callers=20',
          '--gen-suppressions=all',
          '--show-leak-kinds=all',
          '--track-origins=yes',
        ],
        numCallers: 20,
        suppressedSome: false,
        usedSuppressions: [],
      },
    ]);
  });

  test('so does --demangle=no, and the ids are the same', () => {
    const [generated, mangled] = [readXml(recorded('memory')), readXml(recorded('memory-mangled'))];
    expect(lines(mangled)).toEqual(memory);
    expect([...mangled.findings.keys()]).toEqual([...generated.findings.keys()]);
  });

  test('otherwise a name that was mangled is not known', () => {
    expect(lines(readXml(recorded('memory-demangled')))).toEqual([
      'Memcheck:Cond x7: peek (inlined) < ~shop::count(shop::Shelf const&, int) < main',
      'Memcheck:Param write(buf) x1: write < main',
      'Memcheck:Addr4 x1: main',
      'Memcheck:Free x1: ~operator delete(void*, unsigned long) < main',
      'Memcheck:Overlap x1: strcpy < main',
      'Memcheck:FishyValue malloc(size) x1: malloc < main',
      'Memcheck:Leak indirect x1: ~operator new(unsigned long) < main',
      'Memcheck:Leak definite x1: ~operator new(unsigned long) < main',
      `Memcheck:Leak definite x1: malloc < ${'~shop::lose(int) < '.repeat(4)}main`,
    ]);
  });

  test('a finding as a whole', () => {
    const [cond, , , , overlap, , , leak] = readXml(recorded('memory')).findings.values();
    const object = '/tmp/chaff-logs/memory';
    const source = { dir: '/tmp/chaff-logs', file: 'memory.cpp' };
    expect(cond).toMatchObject({
      tool: 'memcheck',
      kind: 'Memcheck:Cond',
      frames: [
        { fun: 'peek', obj: object, ...source, line: 13, inlined: true },
        {
          fun: '_ZN4shop5countERKNS_5ShelfEi',
          demangled: 'shop::count(shop::Shelf const&, int)',
          obj: object,
          ...source,
        },
        { fun: 'main', obj: object, ...source },
      ],
      hidesBelowMain: true,
      what: 'Conditional jump or move depends on uninitialised value(s)',
      auxiliary: [
        {
          caption: 'Uninitialised value was created by a heap allocation',
          frames: [{ fun: 'malloc' }, { fun: 'main' }],
        },
      ],
      count: 7,
      records: 1,
      command: './memory',
      thread: '1',
      places: [{ log: 'log.xml', line: 40 }],
    });
    expect(overlap?.what).toMatch(/overlap in strcpy\(0x[0-9a-f]+, 0x[0-9a-f]+\)$/);
    expect(leak).toMatchObject({ bytes: 16, blocks: 1 });
  });

  test('below main nothing is hidden when it is shown, or when the stack is full', () => {
    const hides = (log: string) => [...readXml(recorded(log)).findings.values()].map((f) => f.hidesBelowMain);
    expect(new Set(hides('below-main'))).toEqual(new Set([false]));
    // Of three callers only the deep leak has none to spare, and it does not reach main.
    expect(hides('three-callers')).toEqual([true, true, true, true, true, true, true, false]);
  });
});

test('Helgrind: the first stack is the primary one, also of a lock order', () => {
  const corpus = readXml(recorded('helgrind'));
  expect(lines(corpus)).toEqual([
    'Helgrind:LockOrder x1: ??? < worker < ??? < start_thread < clone',
    'Helgrind:Race x2: main',
    'Helgrind:UnlockUnlocked x1: ??? < main',
  ]);
  const [order] = corpus.findings.values();
  expect(order?.thread).toBe('2 a<b&c>');
  expect(
    order?.auxiliary.map(({ caption, frames }) => [caption.replace(/0x\w+/, 'A'), frames.length]),
  ).toEqual([
    ['Required order was established by acquisition of lock at A', 2],
    ['followed by a later acquisition of lock at A', 2],
    ['Lock at A was first observed', 2],
    ['Lock at A was first observed', 2],
  ]);
});

test('drd: where a lock was acquired stands before the primary stack, in an element of its own', () => {
  const corpus = readXml(recorded('drd'));
  expect(lines(corpus)).toEqual([
    'drd:ConflictingAccess x2: main',
    'drd:HoldtimeErr x2: pthread_mutex_unlock@* < worker < ??? < start_thread < clone',
    'drd:MutexErr x1: pthread_mutex_unlock@* < main',
  ]);
  const [, held] = corpus.findings.values();
  expect(held?.auxiliary.map(({ caption }) => caption)).toEqual([
    'Acquired at',
    'mutex 0x10c080 was first observed at',
  ]);
  // Two locks held long, released on two lines.
  expect(held?.variants).toHaveLength(1);
});

test('a thread name that Valgrind does not escape loses nothing', () => {
  const corpus = readXml(recorded('thread-name'));
  expect([...corpus.findings.values()].map(({ thread }) => thread)).toEqual(['1', '1 a<b&c>']);
  expect(corpus.problems).toEqual([]);
});

describe('ends', () => {
  test('killed: what was written is used', () => {
    const corpus = readXml(recorded('killed'));
    expect(lines(corpus)).toEqual(['Memcheck:Cond x1: bad < main']);
    expect(corpus.problems.map(({ message }) => message)).toEqual([
      'the log ends early: the process was killed or ran another program, or the file is cut off',
    ]);
    expect(corpus.processes).toHaveLength(1);
  });

  test('a fatal signal is a notice, its stack no finding', () => {
    const corpus = readXml(recorded('segv'));
    expect(lines(corpus)).toEqual(['Memcheck:Cond x1: bad < main', 'Memcheck:Addr4 x1: main']);
    expect(corpus.notices).toMatchObject([
      {
        type: 'fatal-signal',
        text: 'Process terminating on signal SIGSEGV, Access not within mapped region, at address 0x10',
      },
    ]);
    expect(corpus.problems).toEqual([]);
  });

  test('a refused suppression file', () => {
    const corpus = readXml(recorded('refused'));
    expect(corpus.notices).toMatchObject([{ type: 'refused-suppressions' }]);
    expect(corpus.processes).toMatchObject([{ suppressedSome: true }]);
  });

  test('used suppressions', () => {
    const [process] = readXml(recorded('suppressed')).processes;
    expect(process).toMatchObject({
      suppressedSome: true,
      usedSuppressions: [{ name: 'the first one', count: 1 }],
    });
  });
});

describe('fork', () => {
  test('into one file: what the parent writes after the end of the child is used', () => {
    const corpus = readXml(recorded('forked'));
    expect(lines(corpus)).toEqual(['Memcheck:Cond x1: bad < main', 'Memcheck:Cond x3: main']);
    expect(corpus.problems).toEqual([]);
    expect(corpus.processes).toHaveLength(1);
  });

  test('into two files: the counts of the child name errors that only its parent has', () => {
    expect(lines(readXml(recorded('forked-child')))).toEqual(['Memcheck:Cond x1: main']);
    expect(lines(readXml(recorded('forked-parent')))).toEqual([
      'Memcheck:Cond x1: bad < main',
      'Memcheck:Cond x2: main',
    ]);
  });
});
