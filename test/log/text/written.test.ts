import { describe, expect, it } from 'vitest';
import { collect, outline, type Collected } from './collect.js';

// Logs written by hand: of versions that could not be run (the version is named), or cut down to one trap.

/** Lines with `==7== ` before each, except where a line begins with `|`, which stands for none. */
function log(text: string): string {
  return text
    .replace(/^\n/, '')
    .split('\n')
    .map((line) => (line.startsWith('|') ? line.slice(1) : `==7== ${line}`))
    .join('\n');
}

function banner(tool: string, valgrind: string): string {
  return `${tool}\nUsing Valgrind-${valgrind} and LibVEX; rerun with -h for copyright info\nCommand: ./x\n`;
}

const memcheck = (valgrind = '3.28.0') => banner('Memcheck, a memory error detector', valgrind);
const helgrind = (valgrind = '3.28.0') => banner('Helgrind, a thread error detector', valgrind);
const drd = (valgrind = '3.19.0') => banner('drd, a thread error detector', valgrind);
const end = 'ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)';
const outlines = ({ findings }: Collected) => findings.map(outline);

describe('descriptor errors (3.23 and newer)', () => {
  const text = log(`
${memcheck()}
File descriptor 3: /tmp/x is already closed
   at 0x1: close (close.c:27)
   by 0x2: main (x.c:9)
 Previously closed
   at 0x1: close (close.c:27)
   by 0x3: main (x.c:8)
 Originally opened
   at 0x4: open (open.c:41)
   by 0x5: main (x.c:7)
|{
|   <insert_a_suppression_name_here>
|   CoreError:FdBadClose
|   fun:close
|   fun:main
|}
File descriptor 9 was never created
   at 0x6: write (write.c:26)
   by 0x7: main (x.c:10)
File descriptor -1 Invalid file descriptor
   at 0x6: write (write.c:26)
   by 0x8: main (x.c:11)

FILE DESCRIPTORS: 5 open (3 inherited) at exit.
Open AF_UNIX socket 8: <unknown>
   at 0x9: socket (syscall-template.S:120)
   by 0xA: main (x.c:12)

Open file descriptor 5: /dev/pts/1
   <inherited from parent>

(No origin, error cannot be suppressed)

HEAP SUMMARY:
    in use at exit: 0 bytes in 0 blocks
${end}`);

  it('have no empty line between them, and can lack a stack', () => {
    const got = collect(text);
    expect(outlines(got)).toMatchInlineSnapshot(`
      [
        "line 5: CoreError:FdBadClose
        fun:close
        fun:main
        + Previously closed [fun:close fun:main]
        + Originally opened [fun:open fun:main]",
        "line 20: CoreError:FdBadUse
        fun:write
        fun:main",
        "line 23: CoreError:FdBadUse
        fun:write
        fun:main",
        "line 28: CoreError:FdNotClosed
        fun:socket
        fun:main",
        "line 32: CoreError:FdNotClosed
        + <inherited from parent> []",
      ]
    `);
    expect(got.problems).toEqual([]);
    expect(got.findings.every(({ tool }) => tool === 'memcheck')).toBe(true);
  });

  it('are mere output up to 3.22', () => {
    const got = collect(
      text.replace('3.28.0', '3.19.0').replace(/==7== File descriptor 3[^]*?(?===7== FILE)/, ''),
    );
    expect([got.findings, got.problems]).toEqual([[], []]);
  });
});

describe('kinds of newer versions', () => {
  it.each([
    ['realloc() with size 0', 'Memcheck:ReallocZero'],
    ['Invalid alignment value: 3 (should be power of 2)', 'Memcheck:BadAlign'],
    ['Invalid size value: 5 alignment value: 8 (should be a multiple)', 'Memcheck:BadAlign'],
    ['memalign invalid size value: 0', 'Memcheck:BadSize'],
    ['Unsafe allocation with size of zero is implementation-defined', 'Memcheck:BadSize'],
    ['Mismatched new/delete size value: 8', 'Memcheck:SizeMismatch'],
    [
      'Mismatched new/delete alignment alloc value: 64 dealloc value: default-aligned',
      'Memcheck:AlignMismatch',
    ],
    ['Mismatched free() / delete / delete []', 'Memcheck:Free'],
    [
      "Argument 'size' of function malloc has a fishy (possibly negative) value: -1",
      'Memcheck:FishyValue malloc(size)',
    ],
    [
      '1,024 (+8) (1,000 (+0) direct, 24 (-8) indirect) bytes in 3 (+1) blocks are possibly lost in new loss record 1,234 of 2,000',
      'Memcheck:Leak possible',
    ],
  ])('%s', (header, kind) => {
    const { findings } = collect(log(`${memcheck()}\n${header}\n   at 0x1: f (x.c:1)\n`));
    expect(findings.map((one) => [one.kind, one.extra ?? one.leakKind].filter(Boolean).join(' '))).toEqual([
      kind,
    ]);
    if (kind.includes('Leak')) expect(findings[0]).toMatchObject({ bytes: 1024, blocks: 3 });
  });

  it('joins UnsafeZeroSize (3.26) to the text that is called BadSize here', () => {
    const { findings, problems } = collect(
      log(`${memcheck()}
Unsafe allocation with size of zero is implementation-defined
   at 0x1: operator new(unsigned long, std::align_val_t) (in /lib/vg.so)

|{
|   <insert_a_suppression_name_here>
|   Memcheck:UnsafeZeroSize
|   fun:_ZnwmSt11align_val_t
|}
${end}`),
    );
    expect([findings[0]!.kind, findings[0]!.frames[0]!.fun, problems]).toEqual([
      'Memcheck:BadSize',
      '_ZnwmSt11align_val_t',
      [],
    ]);
  });

  it.each([
    ['3.19.0', 'Helgrind:Misc'],
    ['3.24.0', 'Helgrind:Dubious'],
  ])('a condition signalled without lock in %s is %s', (valgrind, kind) => {
    const { findings } = collect(
      log(`${helgrind(valgrind)}
Thread #1: pthread_cond_{signal,broadcast}: dubious: associated lock is not held by any thread
   at 0x1: main (x.c:1)
`),
    );
    expect(findings.map((one) => one.kind)).toEqual([kind]);
  });
});

describe('offsets of --sym-offsets=yes', () => {
  const text = (block: string) =>
    log(`${memcheck()}
Invalid free() / delete / delete[] / realloc()
   at 0x1: operator delete(void*)+12 (in /lib/vg.so)
   by 0x2: get (x.cc:1)
   by 0x2: n::V<int>::f(int)+11 (x.cc:2)
   by 0x3: core::g+3 (x.rs:2)
   by 0x4: main+43 (x.cc:3)

${block}${end}`);

  it('are no part of names that are demangled', () => {
    expect(outlines(collect(text('')))).toMatchInlineSnapshot(`
      [
        "line 5: Memcheck:Free
        demangled:operator delete(void*)
        fun:get (inlined)
        demangled:n::V<int>::f(int)
        demangled:core::g
        fun:main",
      ]
    `);
  });

  it('nor of those beside the names of a generated suppression', () => {
    const block = ['_ZdlPv', 'get', '_ZN1n1VIiE1fEi', '_RNvC4core1g', 'main'].map(
      (fun) => `|   fun:${fun}\n`,
    );
    const all = `|{\n|   <insert_a_suppression_name_here>\n|   Memcheck:Free\n${block.join('')}|}\n`;
    expect(outlines(collect(text(all)))).toMatchInlineSnapshot(`
      [
        "line 5: Memcheck:Free
        fun:_ZdlPv (operator delete(void*))
        fun:get (inlined)
        fun:_ZN1n1VIiE1fEi (n::V<int>::f(int))
        fun:_RNvC4core1g (core::g)
        fun:main",
      ]
    `);
  });
});

describe('stacks that are not the one matched', () => {
  it('a lock order without the stack of the first acquisition', () => {
    const got = collect(
      log(`${helgrind()}
Thread #1: lock order "0xA before 0xB" violated

Observed (incorrect) order is: acquisition of lock at 0xB
   (stack unavailable)

 followed by a later acquisition of lock at 0xA
   at 0x1: second (x.c:2)
   by 0x2: main (x.c:3)

Required order was established by acquisition of lock at 0xA
   at 0x3: third (x.c:4)

`),
    );
    expect(outlines(got)).toMatchInlineSnapshot(`
      [
        "line 5: Helgrind:LockOrder
        fun:second
        fun:main
        + Observed (incorrect) order is: acquisition of lock at 0xB []
        + (stack unavailable) []
        + Required order was established by acquisition of lock at 0xA [fun:third]",
      ]
    `);
  });

  it('a lock order as 3.5 prints it', () => {
    const got = collect(
      log(`${helgrind('3.5.0')}
Thread #1: lock order "0xA before 0xB" violated
   at 0x1: second (x.c:2)
   by 0x2: main (x.c:3)
  Required order was established by acquisition of lock at 0xA
   at 0x3: third (x.c:4)
  followed by a later acquisition of lock at 0xB
   at 0x4: fourth (x.c:5)
`),
    );
    expect(outlines(got)).toMatchInlineSnapshot(`
      [
        "line 5: Helgrind:LockOrder
        fun:second
        fun:main
        + Required order was established by acquisition of lock at 0xA [fun:third]
        + followed by a later acquisition of lock at 0xB [fun:fourth]",
      ]
    `);
  });

  it('a race with approximate history', () => {
    const got = collect(
      log(`${helgrind()}
Possible data race during read of size 4 at 0xA by thread #1
Locks held: none
   at 0x1: reader (x.c:2)

 This conflicts with a previous access by thread #2, after
   (the start of the thread)
 but before
   at 0x3: writer (x.c:4)

 Address 0xA is 0 bytes inside data symbol "a"
`),
    );
    expect(outlines(got)).toMatchInlineSnapshot(`
      [
        "line 5: Helgrind:Race
        fun:reader
        + This conflicts with a previous access by thread #2, after []
        + (the start of the thread) []
        + but before [fun:writer]
        + Address 0xA is 0 bytes inside data symbol "a" []",
      ]
    `);
  });

  it('barriers of drd, an unknown text of drd, a finished thread', () => {
    const got = collect(
      log(`${drd()}
pthread_barrier_wait: not enough waiters: barrier 0x10
   at 0x1: wait (x.c:2)
Conflicting wait call by thread 2:
   at 0x2: other (x.c:3)
barrier 0x10 was first observed at:
   at 0x3: init (x.c:4)

Some remark that only drd knows
   at 0x4: remark (x.c:5)

Conflicting store by thread 1 at 0x00000010 size 4
   at 0x5: store (x.c:6)
Address 0x10 is at offset 0 from 0x10. Allocation context:
   at 0x6: malloc (in /lib/vg.so)
Other segment start (thread 2)
   (thread finished, call stack no longer available)
Other segment end (thread 2)
   (thread finished, call stack no longer available)

${end}`),
    );
    expect(outlines(got)).toMatchInlineSnapshot(`
      [
        "line 5: drd:BarrierErr
        fun:wait
        + Conflicting wait call by thread 2: [fun:other]
        + barrier 0x10 was first observed at: [fun:init]",
        "line 12: drd:GenericErr
        fun:remark",
        "line 15: drd:ConflictingAccess
        fun:store
        + Address 0x10 is at offset 0 from 0x10. Allocation context: [fun:malloc]
        + Other segment start (thread 2) []
        + (thread finished, call stack no longer available) []
        + Other segment end (thread 2) []
        + (thread finished, call stack no longer available) []",
      ]
    `);
    expect(got.problems).toEqual([]);
  });
});

describe('joining generated suppressions', () => {
  const error = (pid: number, name: string) =>
    `==${pid}== Invalid read of size 4\n==${pid}==    at 0x1: ${name} (x.c:1)\n==${pid}== \n`;
  const block = (name: string, kind = 'Memcheck:Addr4') =>
    `{\n   <insert_a_suppression_name_here>\n   ${kind}\n   fun:${name}\n}\n`;

  it('by name when processes interleave', () => {
    const got = collect(error(1, 'f(int)') + error(2, 'g') + block('g') + block('_Z1fi') + error(1, 'h'));
    expect(got.findings.map(({ pid, frames }) => [pid, frames[0]!.fun])).toEqual([
      [2, 'g'],
      [1, '_Z1fi'],
      [1, 'h'],
    ]);
    expect(got.problems).toEqual([]);
  });

  it('the last error printed before comes first', () => {
    const got = collect(error(1, 'f(int)') + error(2, 'f(int)') + block('_Z1fi'));
    expect(got.findings.map(({ pid, frames }) => [pid, frames[0]!.fun])).toEqual([
      [2, '_Z1fi'],
      [1, undefined],
    ]);
  });

  it.each([
    ['another name', block('other')],
    ['another kind', block('f', 'Memcheck:Addr8')],
    ['another number of frames', block('f\n   fun:main')],
  ])('not with %s', (_, other) => {
    const got = collect(error(1, 'f') + other);
    expect(got.findings.map(({ frames }) => frames[0]!.fun)).toEqual(['f']);
    expect(got.problems.map(({ line, message }) => [line, message.slice(0, 24)])).toEqual([
      [4, 'a generated suppression '],
    ]);
  });

  it('of 24 locations up to 3.11, however long the stack', () => {
    const stack = Array.from(
      { length: 30 },
      (_, i) => `   ${i === 0 ? 'at' : 'by'} 0x${i + 1}: f${i}(int) (x.c:1)`,
    );
    const lines = Array.from({ length: 24 }, (_, i) => `|   fun:_Z2f${i}i`);
    const text = (valgrind: string) =>
      log(`${memcheck(valgrind)}
Invalid read of size 4
${stack.join('\n')}

|{
|   <insert_a_suppression_name_here>
|   Memcheck:Addr4
${lines.join('\n')}
|}
${end}`);
    const old = collect(text('3.8.1'));
    expect(old.findings[0]!.frames.map(({ fun }) => fun !== undefined).lastIndexOf(true)).toBe(23);
    expect(old.problems).toEqual([]);
    expect(collect(text('3.19.0')).problems.length).toBe(1);
  });

  it('through program output, error markers and debug lines in between', () => {
    const got = collect(
      log(`${memcheck()}
Invalid read of size 4
|--7-- Reading syms from /lib/x.so
|some output
   at 0x1: f(int) (x.c:1)
|**7** a print of the program
|**7**    at 0x9: nobody (x.c:9)

END OF ERROR
|{
|   <insert_a_suppression_name_here>
|output
|   Memcheck:Addr4
|   fun:_Z1fi
|}
|{
|   "json": 1
|}
${end}`),
    );
    expect(got.findings.map(({ frames }) => frames)).toEqual([
      [{ fun: '_Z1fi', demangled: 'f(int)', file: 'x.c', line: 1 }],
    ]);
    expect(got.problems).toEqual([]);
  });

  it('tells the kind of a text that is not known', () => {
    const text = `==1== A text of the next version\n==1==    at 0x1: f (x.c:1)\n==1== \n`;
    expect(collect(text + block('f', 'Memcheck:Newest')).findings.map(({ kind }) => kind)).toEqual([
      'Memcheck:Newest',
    ]);
    const without = collect(text);
    expect([without.findings, without.problems.length]).toEqual([[], 1]);
  });
});

describe('frames', () => {
  const frames = (...lines: string[]) => {
    const stack = lines.map((line, i) => `   ${i === 0 ? 'at' : 'by'} 0x${line}`).join('\n');
    return collect(log(`${memcheck()}\nInvalid read of size 4\n${stack}\n`)).findings[0]!.frames;
  };

  it.each([
    ['A: f (x.c:12)', { fun: 'f', file: 'x.c', line: 12 }],
    ['A: f (src/dir/x.c:12)', { fun: 'f', dir: 'src/dir', file: 'x.c', line: 12 }],
    ['A: f (my (old) x.c:12)', { fun: 'f', file: 'my (old) x.c', line: 12 }],
    ['A: f (/x.c:12)', { fun: 'f', dir: '/', file: 'x.c', line: 12 }],
    ['A: f (in /opt/app (x86)/lib.so)', { fun: 'f', file: null, obj: '/opt/app (x86)/lib.so' }],
    ['A: f (in ???)', { fun: 'f', file: null, obj: '???' }],
    ['A: ??? (in /lib/x.so)', { fun: '???', file: null, obj: '/lib/x.so' }],
    ['A: f (in place.c:3)', { fun: 'f', file: 'in place.c', line: 3 }],
    ['A: f (in /lib/x:3)', { fun: 'f', file: null, obj: '/lib/x:3' }],
    ['A: ??? (x.c:1)', { fun: '???', file: 'x.c', line: 1 }],
    ['A: ???', { fun: '???', file: null, obj: '???' }],
    ['A: (below main) (libc-start.c:1)', { fun: '(below main)', file: 'libc-start.c', line: 1 }],
    ['A: (below main)', { fun: '(below main)', file: null }],
    ['A: (below main)+12 (in /x)', { fun: '(below main)', file: null, obj: '/x' }],
    ['A: main-12 (in /x)', { fun: 'main', file: null, obj: '/x' }],
    ['A: f.part.0 (x.c:1)', { fun: 'f.part.0', file: 'x.c', line: 1 }],
    ['A: f@@LIB_1 (in /x)', { fun: 'f@@LIB_1', file: null, obj: '/x' }],
    ['A: lock@* (in /x)', { fun: 'lock@*', file: null, obj: '/x' }],
    ['A: f(int) [clone .part.0] (x.cc:1)', { demangled: 'f(int) [clone .part.0]', file: 'x.cc', line: 1 }],
    ['A: f(int)', { demangled: 'f(int)', file: null }],
    ['A: ns::operator== (x.cc:1)', { demangled: 'ns::operator==', file: 'x.cc', line: 1 }],
    // Rust's own library has paths in its line tables, which are what `src:` is compared with.
    ['A: f (library/core/src/x.rs:3)', { fun: 'f', file: 'library/core/src/x.rs', line: 3 }],
    [
      'A: f (/rustc/90c5/library/core/src/x.rs:3)',
      { fun: 'f', dir: '/rustc/90c5', file: 'library/core/src/x.rs', line: 3 },
    ],
  ])('%s', (line, frame) => {
    expect(frames(line)).toEqual([frame]);
  });

  const inlined = (...lines: string[]) => frames(...lines).map((frame) => frame.inlined ?? false);

  it('an inlined call shares the address of the frame that follows', () => {
    expect(inlined('A: g<int&> (x.c:1)', 'A: f (x.c:2)', 'B: main (x.c:3)')).toEqual([true, false, false]);
    expect(frames('A: g<int&> (x.c:1)', 'A: f (x.c:2)')[0]).toEqual({
      fun: 'g<int&>',
      file: 'x.c',
      line: 1,
      inlined: true,
    });
  });

  it('plain recursion shares it as well', () => {
    expect(inlined('1: f (x.c:1)', 'A: f (x.c:2)', 'A: f (x.c:2)', 'B: main (x.c:3)')).toEqual(
      Array(4).fill(false),
    );
  });

  it('recursion through an inlined call is a chain that repeats', () => {
    expect(inlined('A: g (x.c:1)', 'A: f (x.c:2)', 'A: g (x.c:1)', 'A: f (x.c:2)')).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('below main', () => {
  const hidden = (options: string, ...names: string[]) => {
    const stack = names
      .map((name, i) => `   ${i === 0 ? 'at' : 'by'} 0x${i + 1}: ${name} (x.c:1)`)
      .join('\n');
    return collect(log(`${memcheck()}\n${options}\nInvalid read of size 4\n${stack}\n`)).findings[0]!
      .hidesBelowMain;
  };
  const told = (option: string) => `|--7-- Valgrind options:\n|--7--    ${option}`;

  it.each([
    ['unknown options', '', ['f', 'main'], true],
    ['room for more', told('--num-callers=3'), ['f', 'main'], true],
    ['a full stack', told('--num-callers=2'), ['f', 'main'], false],
    ['everything shown', told('--show-below-main=yes'), ['f', 'main'], false],
    ['no main', '', ['f', 'start_thread'], false],
    ['a function below main', '', ['f', '(below main)'], true],
  ])('%s', (_, options, names, expected) => {
    expect(hidden(options, ...names)).toBe(expected);
  });

  // As gcc -O3 made of one function: seven calls inlined into the eighth. Recursion without inlining looks alike.
  it('a stack may be less full than it looks where recursion may be inlined into itself', () => {
    const stack = (...calls: [name: string, place: string][]) =>
      collect(
        log(
          `${memcheck()}\n${told('--num-callers=12')}\nInvalid read of size 4\n   at 0x109175: lk (rec.c:4)\n` +
            calls.map(([name, place]) => `   by 0x1092A9: ${name} (${place})\n`).join('') +
            '   by 0x1092DC: outer (rec.c:6)\n   by 0x1092DF: more (rec.c:7)\n   by 0x10906B: main (rec.c:9)\n',
        ),
      ).findings[0]!.hidesBelowMain;
    const repeated = (...calls: [name: string, place: string][]) =>
      stack(...Array.from({ length: 8 }, () => calls).flat());
    expect(repeated(['rec', 'rec.c:5'])).toBe(true);
    expect(repeated(['odd', 'rec.c:5'], ['even', 'rec.c:6'])).toBe(true);
    // No line, no inlined calls.
    expect(repeated(['rec', 'in /bin/rec'])).toBe(false);
  });
});

describe('listed again at the end', () => {
  it('suppressed errors are no findings (3.23 and newer, --show-error-list=all)', () => {
    const got = collect(
      log(`${memcheck()}
ERROR SUMMARY: 2 errors from 1 contexts (suppressed: 5 from 1)

2 errors in context 1 of 6:
Invalid read of size 4
   at 0x1: shown_only_here (x.c:1)


5 errors (suppressed by a) name) in context 2 of 6:
Invalid write of size 4
   at 0x2: hidden (x.c:2)

|{
|   <insert_a_suppression_name_here>
|   Memcheck:Addr4
|   fun:hidden
|}
|--7-- used_suppression:      5 a) name my file.supp:12
|--7-- used_suppression:      2 leak x.supp:3 suppressed: 1,024 bytes in 2 blocks
`),
    );
    expect(outlines(got)).toEqual(['line 8: Memcheck:Addr4\n  fun:shown_only_here']);
    expect(got.totals.map(({ times }) => times)).toEqual([2]);
    expect(got.suppressed).toMatchObject([
      { by: 'a) name', finding: { kind: 'Memcheck:Addr4', count: 5, frames: [{ fun: 'hidden' }] } },
    ]);
    expect(got.problems).toEqual([]);
    expect(got.processes[0]).toMatchObject({
      suppressedSome: true,
      suppressed: { errors: 5, contexts: 1 },
      usedSuppressions: [
        { name: 'a) name my', count: 5, file: 'file.supp', line: 12 },
        { name: 'leak', count: 2, file: 'x.supp', line: 3, bytes: 1024, blocks: 2 },
      ],
    });
  });

  it('an error is listed with how often it happened, however many records came before the list', () => {
    const error = (i: number) => `Invalid read of size 4\n   at 0x${i}: f${i} (x.c:1)\n\n`;
    const records = Array.from({ length: 9000 }, (_, i) => error(i % 9)).join('');
    const listed = (times: number, context: number, i: number) =>
      `${times} errors in context ${context} of 2:\n${error(i)}`;
    const got = collect(
      log(`${memcheck()}\n${records}${listed(3000, 1, 2)}${records}${listed(2500, 1, 3)}${listed(7, 2, 4)}`),
    );
    expect(got.findings).toHaveLength(18_000);
    expect(got.totals.map(({ finding, times }) => [finding.frames[0]!.fun, times])).toEqual([
      // Of the last list: never less than there are records.
      ['f3', 2500],
      ['f4', 2000],
    ]);
  });

  it('a suppressed error is told once, by the last list, and with the names of its generated suppression', () => {
    const list = `
3 errors (suppressed by one) in context 1 of 1:
Invalid write of size 4
   at 0x2: ns::hidden(int) (x.c:2)

|{
|   <insert_a_suppression_name_here>
|   Memcheck:Addr4
|   fun:_ZN2ns6hiddenEi
|}`;
    const got = collect(log(`${memcheck()}${list}${list.replace('3 errors', '4 errors')}\n`));
    expect(got.findings).toEqual([]);
    expect(got.suppressed).toMatchObject([
      {
        by: 'one',
        finding: { count: 4, frames: [{ fun: '_ZN2ns6hiddenEi', demangled: 'ns::hidden(int)' }] },
      },
    ]);
  });
});

describe('lines of several writers', () => {
  it('a nested Valgrind has the same pid and is another process', () => {
    const got = collect(
      `==5== Invalid read of size 4\n>==5== Invalid write of size 8\n==5==    at 0x1: outer (x.c:1)\n` +
        `>==5==    at 0x1: inner (x.c:1)\n==5== \n>==5== \n`,
    );
    expect(outlines(got).map((text) => text.replace(/^.*: /, ''))).toEqual([
      'Memcheck:Addr4\n  fun:outer',
      'Memcheck:Addr8\n  fun:inner',
    ]);
  });

  it('a torn line damages the error whose stack it was in, not the other', () => {
    const got = collect(
      `==5== Invalid read of size 4\n==5==    at 0x1: outer (x.c:1)\n==5==    by 0x==6== Invalid write of size 8\n` +
        `==6==    at 0x1: inner (x.c:1)\n==5== \n==6== \n==5====6== Invalid write of size 8\n==6==    at 0x2: more (x.c:1)\n==6== \n`,
    );
    expect(outlines(got).map((text) => text.replace(/^.*: /, ''))).toEqual([
      'Memcheck:Addr8\n  fun:inner',
      'Memcheck:Addr8\n  fun:more',
    ]);
    expect(got.problems.map(({ line }) => line)).toEqual([3, 1, 7]);
  });

  it('what the program prints by VALGRIND_PRINTF_BACKTRACE is no error, nor part of one', () => {
    const got = collect(
      log(`${memcheck()}
Invalid read of size 4
   at 0x1: f (x.c:1)
 Address 0x5 is 0 bytes inside a block of size 4 alloc'd
|**7** state dump 3
   at 0x2: VALGRIND_PRINTF_BACKTRACE (valgrind.h:6815)
   by 0x3: dump (x.c:3)
|**8** of a process that prints nothing else
|**7** state dump 4
   at 0x2: VALGRIND_PRINTF_BACKTRACE (valgrind.h:6815)
   by 0x4: dump (x.c:3)

Some text that is no error
|**7** state dump 5
   at 0x2: VALGRIND_PRINTF_BACKTRACE (valgrind.h:6815)

Invalid write of size 4
   at 0x5: g (x.c:5)

${end}`),
    );
    expect(outlines(got)).toMatchInlineSnapshot(`
      [
        "line 5: Memcheck:Addr4
        fun:f
        + Address 0x5 is 0 bytes inside a block of size 4 alloc'd []",
        "line 20: Memcheck:Addr4
        fun:g",
      ]
    `);
    expect(got.problems).toEqual([]);
    expect(got.processes).toHaveLength(1);
  });

  it('a crash report of the tool is told, and its stacks are no findings', () => {
    const got = collect(
      log(`${helgrind()}
Possible data race during read of size 4 at 0xA by thread #1
   at 0x1: f (x.c:1)

|
|Helgrind: hg_main.c:1 (some_function): Assertion 'x == 1' failed.
|
|host stacktrace:
   at 0x2: ??? (in /usr/libexec/valgrind/helgrind-amd64-linux)
|
|sched status:
|  running_tid=1
|
|Thread 1: status = VgTs_Runnable (lwpid 7)
   at 0x3: g (x.c:3)
`),
    );
    expect(outlines(got)).toEqual(['line 5: Helgrind:Race\n  fun:f']);
    expect(got.notices.map(({ type }) => type)).toEqual(['tool-crash']);
    expect(got.problems).toEqual([]);
  });

  it('an error cut off by the end of the log is told, unless its stack is whole', () => {
    const cut = collect('==5== Invalid read of size 4\n==5==    at 0x1: f (x.c:1)');
    expect([cut.findings, cut.problems.length]).toEqual([[], 1]);
    const whole = collect(
      '==5== Invalid read of size 4\n==5==    at 0x1: f (x.c:1)\n==5==  Address 0x0 is not stack',
    );
    expect([whole.findings.length, whole.problems]).toEqual([1, []]);
  });
});

describe('lines that a page, a mail program or a terminal has laid out anew', () => {
  const whole = log(`
${memcheck('3.19.0')}
Conditional jump or move depends on uninitialised value(s)
   at 0x1: Scanner::next(char const*, unsigned int) (scanner.cc:9)
   by 0x2: read_all (in /opt/scan/lib/libscan.so.3)
   by 0x3: main (main.c:5)
 Address 0x1ffe is on thread 1's stack
 in frame #1, created by read_all (scanner.cc:20)
 Uninitialised value was created by a heap allocation
   at 0x4: malloc (vg_replace_malloc.c:381)
   by 0x3: main (main.c:4)

1,280 (1,024 direct, 256 indirect) bytes in 1 blocks are definitely lost in loss record 5 of 7
   at 0x4: malloc (vg_replace_malloc.c:381)
   by 0x5: Scanner::open(int) (in /opt/scan/lib/libscan.so.3)
   by 0x3: main (main.c:6)

${end}`);
  const expected = outlines(collect(whole)).map(withoutLine);

  function withoutLine(text: string): string {
    return text.replace(/^line \d+: /, '');
  }

  function expectTheSame(text: string): void {
    const got = collect(text);
    expect(outlines(got).map(withoutLine)).toEqual(expected);
    expect(got.problems).toEqual([]);
  }

  it('can lack their indentation, or have another', () => {
    expect(expected).toHaveLength(2);
    expectTheSame(whole.replace(/^(==7==) +/gm, '$1 '));
    expectTheSame(whole.replace(/^(==7==) +(?=at|by)/gm, '$1 \t'));
  });

  /** The log with something changed in each stack line. */
  function inStacks(from: string | RegExp, to: string): string {
    return whole.replace(/^==7== +(?:at|by) .*$/gm, (line) => line.replaceAll(from, to));
  }

  it('are put together again where they were wrapped at a blank', () => {
    expectTheSame(inStacks(/ (?=\((?:in |\w+\.))/g, '\n'));
    expectTheSame(inStacks('(in ', '(in\n'));
    expectTheSame(inStacks(', ', ',\n'));
    expectTheSame(whole.replace('loss record', 'loss\nrecord'));
    expectTheSame(inStacks('(in ', '(in\n').replace(/^/gm, '> '));
  });

  it('are put together again where a terminal wrapped them', () => {
    expectTheSame(inStacks('/lib/lib', '/lib/l\nib'));
    expectTheSame(inStacks(/:(?=\d+\)$)/g, '\n:'));
    expectTheSame(inStacks(/\)$/g, '\n)'));
  });

  it('keep their place before the header of a race', () => {
    const race = log(`
${helgrind('3.19.0')}
----------------------------------------------------------------

 Lock at 0x10 was first observed
   at 0x1: pthread_mutex_init (hg_intercepts.c:818)
   by 0x2: main (main.c:8)
 Address 0x10 is 0 bytes inside a block of size 40 alloc'd
   at 0x3: calloc (vg_replace_malloc.c:1328)
   by 0x2: main (main.c:7)

Possible data race during write of size 1 at 0x20 by thread #3
Locks held: 1, at address 0x10
   at 0x4: act (act.c:72)

${end}`);
    const [whole, folded] = [race, race.replace(/^(==7==) +/gm, '$1 ')].map((text) => collect(text));
    expect(whole!.findings[0]!.auxiliary).toHaveLength(2);
    expect(outlines(folded!)).toEqual(outlines(whole!));
    expect(folded!.problems).toEqual([]);
  });

  it('are no stack where somebody left frames out', () => {
    const got = collect(whole.replace(/^(==7== +)by 0x2: read_all.*$/m, '$1...'));
    expect(outlines(got).map(withoutLine)).toEqual(expected.slice(1));
    expect(got.problems.map(({ message }) => message)).toEqual([
      'the stack of this error cannot be read: Conditional jump or move depends on uninitialised value(s)',
    ]);
  });

  it('do not go on with what the program prints', () => {
    const printed = (line: string) => `${line}\nread (in no time)\n(done)`;
    expectTheSame(whole.replaceAll(/^==7== {4}by.*/gm, printed));
  });
});
