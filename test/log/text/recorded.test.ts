import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collect, collectRecorded, outline } from './collect.js';

// Logs of the programs in programs/, made by record.sh with Valgrind 3.19.0.

describe('Memcheck with generated suppressions', () => {
  const { findings, processes, problems, notices } = collectRecorded('memory');

  it('joins mangled names, tells inlined calls from recursion, keeps other stacks apart', () => {
    expect(findings.map(outline).join('\n')).toMatchInlineSnapshot(`
      "line 7: Memcheck:Cond
        fun:peek (inlined)
        fun:_ZNK5store5Shelf3sumEi (store::Shelf::sum(int) const)
        fun:main
        + Uninitialised value was created by a heap allocation [demangled:operator new[](unsigned long) fun:Shelf (inlined) fun:main]
      line 23: Memcheck:Param write(buf)
        fun:write
        fun:descend
        fun:descend
        fun:descend
        fun:descend
        fun:main
        + Address 0x4d6ed20 is 0 bytes inside a block of size 4 alloc'd [fun:malloc fun:main]
        + Uninitialised value was created by a heap allocation [fun:malloc fun:main]
      line 49: Memcheck:Addr1
        fun:operator() (inlined)
        fun:__invoke_impl<void, main(int, char**)::<lambda()> > (inlined)
        fun:__invoke<main(int, char**)::<lambda()> > (inlined)
        fun:_M_invoke<0> (inlined)
        fun:operator() (inlined)
        fun:_ZNSt6thread11_State_implINS_8_InvokerISt5tupleIJZ4mainEUlvE_EEEEE6_M_runEv (std::thread::_State_impl<std::thread::_Invoker<std::tuple<main::{lambda()#1}> > >::_M_run())
        obj:/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30
        fun:start_thread
        fun:clone
        + Address 0x4d6ef24 is 0 bytes after a block of size 4 alloc'd [demangled:operator new[](unsigned long) fun:operator() (inlined) fun:__invoke_impl<void, main(int, char**)::<lambda()> > (inlined) fun:__invoke<main(int, char**)::<lambda()> > (inlined) fun:_M_invoke<0> (inlined) fun:operator() (inlined) demangled:std::thread::_State_impl<std::thread::_Invoker<std::tuple<main::{lambda()#1}> > >::_M_run() obj:/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30 fun:start_thread fun:clone]
      line 85: Memcheck:Free
        fun:free
        fun:main
        + Address 0x4d6ef70 is 0 bytes inside a block of size 8 alloc'd [demangled:operator new[](unsigned long) fun:main]
      line 103: Memcheck:Leak definite
        fun:_Znwm (operator new(unsigned long))
        fun:_ZN5store4loseIlEEPT_S1_ (long* store::lose<long>(long))
        fun:main"
    `);
    expect([problems, notices]).toEqual([[], []]);
  });

  it('tells source lines, or objects, but not what the log does not tell', () => {
    expect(findings[0]!.frames).toMatchInlineSnapshot(`
      [
        {
          "file": "memory.cpp",
          "fun": "peek",
          "inlined": true,
          "line": 16,
        },
        {
          "demangled": "store::Shelf::sum(int) const",
          "file": "memory.cpp",
          "fun": "_ZNK5store5Shelf3sumEi",
          "line": 22,
        },
        {
          "file": "memory.cpp",
          "fun": "main",
          "line": 44,
        },
      ]
    `);
    expect(findings[4]!.frames).toMatchInlineSnapshot(`
      [
        {
          "demangled": "operator new(unsigned long)",
          "file": null,
          "fun": "_Znwm",
          "obj": "/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so",
        },
        {
          "demangled": "long* store::lose<long>(long)",
          "file": "memory.cpp",
          "fun": "_ZN5store4loseIlEEPT_S1_",
          "line": 27,
        },
        {
          "file": "memory.cpp",
          "fun": "main",
          "line": 45,
        },
      ]
    `);
  });

  it('knows thread, process and text of each', () => {
    expect(findings.map(({ thread, what }) => [thread, what])).toMatchInlineSnapshot(`
      [
        [
          "1",
          "Conditional jump or move depends on uninitialised value(s)",
        ],
        [
          "1",
          "Syscall param write(buf) points to uninitialised byte(s)",
        ],
        [
          "2",
          "Invalid write of size 1",
        ],
        [
          "1",
          "Mismatched free() / delete / delete []",
        ],
        [
          "1",
          "8 bytes in 1 blocks are definitely lost in loss record 1 of 1",
        ],
      ]
    `);
    expect(findings[4]).toMatchObject({
      bytes: 8,
      blocks: 1,
      command: './memory',
      tool: 'memcheck',
      count: 1,
    });
    expect(findings.map(({ hidesBelowMain }) => hidesBelowMain)).toEqual([true, true, false, true, true]);
    expect(processes).toMatchInlineSnapshot(`
      [
        {
          "command": "./memory",
          "line": 1,
          "log": "memory",
          "pid": 7492,
          "summary": {
            "contexts": 5,
            "errors": 8,
          },
          "suppressed": {
            "contexts": 0,
            "errors": 0,
          },
          "suppressedSome": false,
          "tool": "memcheck",
          "usedSuppressions": [],
          "valgrind": "3.19.0",
        },
      ]
    `);
  });
});

describe('the same program with other options', () => {
  const ids = (log: string) => collectRecorded(log).findings.map(({ id }) => id);

  it('leaves names unknown that only the demangler can have made', () => {
    const { findings, problems } = collectRecorded('memory-no-suppressions');
    expect(findings.map(outline).join('\n')).toMatchInlineSnapshot(`
      "line 7: Memcheck:Cond
        fun:peek (inlined)
        demangled:store::Shelf::sum(int) const
        fun:main
      line 12: Memcheck:Param write(buf)
        fun:write
        fun:descend
        fun:descend
        fun:descend
        fun:descend
        fun:main
        + Address 0x4d6ed20 is 0 bytes inside a block of size 4 alloc'd [fun:malloc fun:main]
      line 24: Memcheck:Addr1
        fun:operator() (inlined)
        fun:__invoke_impl<void, main(int, char**)::<lambda()> > (inlined)
        fun:__invoke<main(int, char**)::<lambda()> > (inlined)
        fun:_M_invoke<0> (inlined)
        fun:operator() (inlined)
        demangled:std::thread::_State_impl<std::thread::_Invoker<std::tuple<main::{lambda()#1}> > >::_M_run()
        obj:/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30
        fun:start_thread
        fun:clone
        + Address 0x4d6ef24 is 0 bytes after a block of size 4 alloc'd [demangled:operator new[](unsigned long) fun:operator() (inlined) fun:__invoke_impl<void, main(int, char**)::<lambda()> > (inlined) fun:__invoke<main(int, char**)::<lambda()> > (inlined) fun:_M_invoke<0> (inlined) fun:operator() (inlined) demangled:std::thread::_State_impl<std::thread::_Invoker<std::tuple<main::{lambda()#1}> > >::_M_run() obj:/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30 fun:start_thread fun:clone]
      line 47: Memcheck:Free
        fun:free
        fun:main
        + Address 0x4d6ef70 is 0 bytes inside a block of size 8 alloc'd [demangled:operator new[](unsigned long) fun:main]
      line 59: Memcheck:Leak definite
        demangled:operator new(unsigned long)
        demangled:long* store::lose<long>(long)
        fun:main"
    `);
    expect(problems).toEqual([]);
  });

  it('finds the same ids with --demangle=no, --sym-offsets=yes and --fullpath-after=', () => {
    const { findings } = collectRecorded('memory-mangled');
    expect(findings.map(({ id }) => id)).toEqual(ids('memory').slice(0, 4));
    expect(findings[1]!.frames[0]).toEqual({
      fun: 'write',
      file: 'write.c',
      dir: 'io/../sysdeps/unix/sysv/linux',
      line: 26,
    });
  });

  it('finds the same ids without banner, by -q', () => {
    const { findings, processes } = collectRecorded('quiet');
    expect(findings.map(({ id }) => id)).toEqual(ids('memory').slice(0, 4));
    expect(processes).toMatchObject([{ tool: 'memcheck', suppressedSome: false }]);
    expect(processes[0]).not.toHaveProperty('valgrind');
  });

  it('joins what --gen-suppressions=yes prints on the line of its prompt', () => {
    const { findings, problems } = collectRecorded('prompts');
    expect(problems).toEqual([]);
    // Answered with yes for the second and fourth error: the first and third have demangled names.
    const all = ids('memory');
    expect(findings.map(({ id }) => all.indexOf(id))).toEqual([-1, 1, -1, 3]);
  });

  it('counts errors that are listed again, with time stamps, and no frame is hidden by --show-below-main=yes', () => {
    const { findings, totals, problems } = collectRecorded('memory-listed');
    expect(problems).toEqual([]);
    expect(findings.map(({ kind }) => kind)).toEqual(
      ['Cond', 'Param', 'Addr1', 'Free', 'Leak'].map((kind) => `Memcheck:${kind}`),
    );
    expect(totals.map(({ finding, times }) => [finding.kind, times])).toEqual([
      ['Memcheck:Cond', 2],
      ['Memcheck:Param', 1],
      ['Memcheck:Addr1', 1],
      ['Memcheck:Free', 3],
    ]);
    expect(findings[0]!.frames.slice(3).map(({ fun, obj }) => fun ?? obj)).toMatchInlineSnapshot(`
      [
        "__libc_start_call_main",
        "__libc_start_main@@GLIBC_2.34",
        "_start",
        "???",
        "???",
      ]
    `);
    expect(findings.map(({ hidesBelowMain }) => hidesBelowMain)).toEqual([false, false, false, false, false]);
  });
});

describe('Helgrind', () => {
  const { findings, problems } = collectRecorded('helgrind');

  it('tells the stack that is matched from those printed before and after it', () => {
    expect(findings.map(outline).join('\n')).toMatchInlineSnapshot(`
      "line 39: Helgrind:Race
        fun:bump
        fun:main
        + Lock at 0x10C080 was first observed [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c080 is 0 bytes inside data symbol "a" []
        + Lock at 0x10C0C0 was first observed [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c0c0 is 0 bytes inside data symbol "b" []
        + This conflicts with a previous write of size 4 by thread #2 [fun:bump fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c130 is 0 bytes inside data symbol "shared" []
      line 77: Helgrind:Race
        fun:bump
        fun:main
        + Lock at 0x10C080 was first observed [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c080 is 0 bytes inside data symbol "a" []
        + Lock at 0x10C0C0 was first observed [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c0c0 is 0 bytes inside data symbol "b" []
        + This conflicts with a previous write of size 4 by thread #2 [fun:bump fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c130 is 0 bytes inside data symbol "shared" []
      line 99: Helgrind:LockOrder
        obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so
        fun:other_order
        fun:main
        + Observed (incorrect) order is: acquisition of lock at 0x10C0C0 [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:other_order fun:main]
        + Required order was established by acquisition of lock at 0x10C080 [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + followed by a later acquisition of lock at 0x10C0C0 [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Lock at 0x10C080 was first observed [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c080 is 0 bytes inside data symbol "a" []
        + Lock at 0x10C0C0 was first observed [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c0c0 is 0 bytes inside data symbol "b" []
      line 151: Helgrind:UnlockUnlocked
        obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so
        fun:main
        + Lock at 0x10C080 was first observed [obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:worker obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so fun:start_thread fun:clone]
        + Address 0x10c080 is 0 bytes inside data symbol "a" []
      line 171: Helgrind:UnlockBogus
        obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so
        fun:main
      line 183: Helgrind:Misc
        obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so
        fun:main
      line 195: Helgrind:PthAPIerror
        obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so
        fun:main
      line 208: Helgrind:UnlockBogus
        obj:/usr/libexec/valgrind/vgpreload_helgrind-amd64-linux.so
        fun:main"
    `);
    expect(problems).toEqual([]);
  });

  it('has the second line of a failed call in the text, and the thread of the header', () => {
    expect(findings.map(({ thread, what }) => [thread, what])).toMatchInlineSnapshot(`
      [
        [
          "1",
          "Possible data race during read of size 4 at 0x10C130 by thread #1",
        ],
        [
          "1",
          "Possible data race during write of size 4 at 0x10C130 by thread #1",
        ],
        [
          "1",
          "Thread #1: lock order "0x10C080 before 0x10C0C0" violated",
        ],
        [
          "1",
          "Thread #1 unlocked a not-locked lock at 0x10C080",
        ],
        [
          "1",
          "Thread #1 unlocked an invalid lock at 0x524B190",
        ],
        [
          "1",
          "Thread #1: pthread_mutex_destroy of a locked mutex",
        ],
        [
          "1",
          "Thread #1's call to pthread_mutex_destroy failed
      with error code 16 (EBUSY: Device or resource busy)",
        ],
        [
          "1",
          "Thread #1 unlocked an invalid lock at 0x10C0C0",
        ],
      ]
    `);
  });

  it('counts errors that are listed again, without generated suppressions', () => {
    const listed = collectRecorded('helgrind-listed');
    expect(listed.findings.map(({ id }) => id)).toEqual(findings.map(({ id }) => id));
    expect(listed.totals.map(({ finding, times }) => [finding.kind, times])).toMatchInlineSnapshot(`
      [
        [
          "Helgrind:Race",
          2,
        ],
        [
          "Helgrind:LockOrder",
          1,
        ],
        [
          "Helgrind:UnlockUnlocked",
          1,
        ],
        [
          "Helgrind:UnlockBogus",
          2,
        ],
        [
          "Helgrind:Misc",
          1,
        ],
        [
          "Helgrind:PthAPIerror",
          1,
        ],
      ]
    `);
    expect(listed.problems).toEqual([]);
  });
});

it('drd: the stack of a hold time is the second one', () => {
  const { findings, problems } = collectRecorded('drd');
  expect(findings.map(outline).join('\n')).toMatchInlineSnapshot(`
    "line 7: drd:ConflictingAccess
      fun:bump
      fun:main
      + Allocation context: BSS section of /tmp/chaff-text-logs/threads []
      + Other segment start (thread 2) [fun:pthread_mutex_lock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
      + Other segment end (thread 2) [fun:pthread_mutex_unlock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
    line 30: drd:ConflictingAccess
      fun:bump
      fun:main
      + Allocation context: BSS section of /tmp/chaff-text-logs/threads []
      + Other segment start (thread 2) [fun:pthread_mutex_lock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
      + Other segment end (thread 2) [fun:pthread_mutex_unlock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
    line 57: drd:HoldtimeErr
      fun:pthread_mutex_unlock@*
      fun:other_order
      fun:main
      + Acquired at: [fun:pthread_mutex_lock@* fun:other_order fun:main]
      + mutex 0x10c080 was first observed at: [fun:pthread_mutex_lock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
    line 79: drd:HoldtimeErr
      fun:pthread_mutex_unlock@*
      fun:other_order
      fun:main
      + Acquired at: [fun:pthread_mutex_lock@* fun:other_order fun:main]
      + mutex 0x10c0c0 was first observed at: [fun:pthread_mutex_lock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
    line 97: drd:MutexErr
      fun:pthread_mutex_unlock@*
      fun:main
      + mutex 0x10c080 was first observed at: [fun:pthread_mutex_lock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
    line 113: drd:MutexErr
      fun:pthread_mutex_unlock@*
      fun:main
    line 123: drd:MutexErr
      fun:pthread_mutex_destroy@*
      fun:main
      + mutex 0x10c0c0 was first observed at: [fun:pthread_mutex_lock@* fun:worker obj:/usr/libexec/valgrind/vgpreload_drd-amd64-linux.so fun:start_thread fun:clone]
    line 139: drd:MutexErr
      fun:pthread_mutex_unlock@*
      fun:main"
  `);
  expect(problems).toEqual([]);
});

it('several processes and the program write to one stream; one goes on with another program', () => {
  const { findings, processes, problems } = collectRecorded('family');
  expect(problems).toEqual([]);
  expect(new Set(findings.map(({ id }) => id)).size).toBe(1);
  expect(findings.map(({ pid, command, places }) => [pid, command, places[0]!.line])).toMatchInlineSnapshot(`
    [
      [
        7533,
        "./family",
        6,
      ],
      [
        7535,
        undefined,
        16,
      ],
      [
        7536,
        undefined,
        26,
      ],
      [
        7536,
        "./family again",
        57,
      ],
    ]
  `);
  expect(processes.map(({ pid, command, line, summary }) => [pid, command, line, summary]))
    .toMatchInlineSnapshot(`
      [
        [
          7536,
          undefined,
          26,
          undefined,
        ],
        [
          7533,
          "./family",
          1,
          {
            "contexts": 1,
            "errors": 1,
          },
        ],
        [
          7535,
          undefined,
          16,
          {
            "contexts": 1,
            "errors": 2,
          },
        ],
        [
          7536,
          "./family again",
          52,
          {
            "contexts": 1,
            "errors": 1,
          },
        ],
      ]
    `);
});

it('-v tells options and used suppressions', () => {
  const { findings, processes, problems } = collectRecorded('used');
  expect([findings, problems]).toEqual([[], []]);
  expect(processes).toMatchInlineSnapshot(`
    [
      {
        "command": "./family again",
        "line": 1,
        "log": "used",
        "numCallers": 20,
        "options": [
          "--num-callers=20",
          "-v",
          "-s",
          "--gen-suppressions=all",
          "--suppressions=family.supp",
          "--log-file=used.txt",
        ],
        "pid": 7513,
        "summary": {
          "contexts": 0,
          "errors": 0,
        },
        "suppressed": {
          "contexts": 1,
          "errors": 1,
        },
        "suppressedSome": true,
        "tool": "memcheck",
        "usedSuppressions": [
          {
            "count": 1,
            "file": "family.supp",
            "line": 2,
            "name": "judged before",
          },
        ],
        "valgrind": "3.19.0",
      },
    ]
  `);
});

it('a cut-off is told, and the list at the end holds what was not shown', () => {
  const { findings, notices, totals, processes } = collectRecorded('many');
  expect(notices.map(({ type, line }) => [type, line])).toEqual([['cut-off', 308]]);
  // All in one function, without names of other frames: one finding for the matcher.
  expect(new Set(findings.map(({ id }) => id)).size).toBe(1);
  expect(totals.map(({ times }) => times)).toEqual([processes[0]!.summary!.errors]);
  expect(findings.length).toBeLessThanOrEqual(processes[0]!.summary!.contexts);
});

it('the stack of a fatal signal is no finding', () => {
  const { findings, notices, problems } = collectRecorded('crash');
  expect(findings.map(outline).join('\n')).toMatchInlineSnapshot(`
    "line 7: Memcheck:Addr4
      fun:main
      + Address 0x0 is not stack'd, malloc'd or (recently) free'd []"
  `);
  expect(notices).toMatchInlineSnapshot(`
    [
      {
        "line": 12,
        "log": "crash",
        "text": "Process terminating with default action of signal 11 (SIGSEGV)",
        "type": "fatal-signal",
      },
    ]
  `);
  expect(problems).toEqual([]);
});

it('a suppression file that was refused is told', () => {
  const { findings, notices, problems } = collectRecorded('refused');
  expect([findings, problems]).toEqual([[], []]);
  expect(notices).toMatchInlineSnapshot(`
    [
      {
        "line": 7,
        "log": "refused",
        "text": "FATAL: in suppressions file "broken.supp" near line 2:",
        "type": "refused-suppressions",
      },
    ]
  `);
});

describe('colours', () => {
  const folder = new URL('logs/', import.meta.url);
  const red = (what: RegExp) => (text: string) =>
    text.replaceAll(what, (found) => `\x1b[01;31m\x1b[K${found}\x1b[m\x1b[K`);

  it.each([
    ['whole lines', red(/^.+$/gm)],
    ['prefixes', red(/^(?:==|--)\d+(?:==|--)/gm)],
    ['numbers', red(/\d+/g)],
    ['words', red(/\b(?:at|by|in|of|bytes|fun|main|Memcheck|Thread)\b/g)],
    ['the ends of lines', (text: string) => text.replaceAll(/(?<=^[={-].*)$/gm, '\x1b(B\x1b[m')],
  ])('of %s are no part of what a log says', (_, colour) => {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(new URL(name, folder), 'latin1');
      expect(collect(colour(text))).toEqual(collect(text));
    }
  });
});

describe('what something puts before each line', () => {
  const folder = new URL('logs/', import.meta.url);

  it.each([
    ['a name', () => 'unit-tests  | '],
    ['a number, as of a test', () => '12: '],
    [
      'the time',
      (at: number) =>
        `2026-01-02T03:04:05.${String(at * 977_351)
          .padStart(7, '0')
          .slice(-7)}Z `,
    ],
    ['a name in colours', () => '\x1b[36mworker_1 |\x1b[0m '],
  ])('is no part of what it says: %s', (_, lead) => {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(new URL(name, folder), 'latin1');
      const lines = text.split('\n').map((line, at) => lead(at) + line);
      expect(collect(lines.join('\n'))).toEqual(collect(text));
    }
  });
});
