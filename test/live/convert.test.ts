import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convert } from '../../src/convert/convert.js';
import { sanitizers } from '../../src/convert/sanitizers.js';
import { convertSupp } from '../../src/report/convert/supp.js';
import { readSetFile } from '../../src/set/read-set.js';
import { templateMatches } from '../convert/twin.js';
import { entry } from '../diff/make.js';

/**
 * Runs programs under the sanitizers of the compiler that is installed. Where it has none, or they do not run here, the
 * tests are skipped, or fail when `CHAFF_REQUIRE_SANITIZERS=1`.
 */
const run = promisify(execFile);
const isRequired = process.env['CHAFF_REQUIRE_SANITIZERS'] === '1';

const leaks = `
#include <stdlib.h>
#define LEAKY(name) __attribute__((noinline, noclone)) void name(void) { void *volatile p = malloc(10); p = 0; }
LEAKY(leaf)
LEAKY(qzz)
LEAKY(qz_z)
LEAKY(xqz)
__attribute__((noinline, noclone)) void caller(void) { leaf(); __asm__(""); }
__attribute__((noinline, noclone)) void other(void) { leaf(); __asm__(""); }
int main(int count, char **names) {
  switch (names[1][0]) {
  case 'c': caller(); break;
  case 'o': other(); break;
  case '1': qzz(); break;
  case '2': qz_z(); break;
  case '3': xqz(); break;
  }
  return 0;
}
`;

const cxx = `
#include <cstdlib>
namespace shop {
  template <class T> struct Till { __attribute__((noinline)) static void add(const char *, T) { void *volatile p = malloc(9); p = 0; } };
}
int main() { shop::Till<int>::add("", 1); __asm__(""); return 0; }
`;

/** A race between two functions, each with a caller; a lock order; an unlock of what is not locked. */
const threads = `
#include <pthread.h>
static int counter;
static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
__attribute__((noinline)) void add(void) { counter++; }
__attribute__((noinline)) void other_add(void) { counter += 2; }
__attribute__((noinline)) void add_caller(void) { add(); __asm__(""); }
static void *second(void *arg) { add_caller(); __asm__(""); return arg; }
__attribute__((noinline)) void a_then_b(void) {
  pthread_mutex_lock(&a); pthread_mutex_lock(&b); pthread_mutex_unlock(&b); pthread_mutex_unlock(&a);
}
__attribute__((noinline)) void b_then_a(void) {
  pthread_mutex_lock(&b); pthread_mutex_lock(&a); pthread_mutex_unlock(&a); pthread_mutex_unlock(&b);
}
__attribute__((noinline)) void unlock_unlocked(void) { pthread_mutex_unlock(&a); __asm__(""); }
int main(int count, char **names) {
  pthread_t thread;
  switch (names[1][0]) {
  case 'r':
    pthread_create(&thread, 0, second, 0); other_add(); pthread_join(thread, 0);
    break;
  case 'd': a_then_b(); b_then_a(); break;
  case 'm': unlock_unlocked(); break;
  }
  return 0;
}
`;

const sources = {
  lsan: { file: 'leaks.c', text: leaks, compiler: 'gcc', flags: ['-fsanitize=leak'] },
  cxx: { file: 'cxx.cc', text: cxx, compiler: 'g++', flags: ['-fsanitize=leak'] },
  tsan: { file: 'threads.c', text: threads, compiler: 'gcc', flags: ['-fsanitize=thread', '-pthread'] },
} as const;
type Program = keyof typeof sources;

/** Stacks of blocks are read by frame pointers. */
const debugging = ['-g', '-O1', '-fno-omit-frame-pointer', '-fno-optimize-sibling-calls'];

/** Modules are told from source files by their names. */
function programOf(file: string): string {
  return file.replace(/\.[^.]*$/, '');
}

function whyMissing(): string | undefined {
  for (const sanitizer of ['leak', 'thread'])
    try {
      const flags = [`-fsanitize=${sanitizer}`, '-x', 'c', '-', '-o', '/dev/null'];
      execFileSync('gcc', flags, {
        input: 'int main(void) { return 0; }\n',
        stdio: ['pipe', 'ignore', 'ignore'],
      });
    } catch {
      return `no gcc with -fsanitize=${sanitizer}`;
    }
  return undefined;
}

const missing = whyMissing();
const title = 'the sanitizers themselves';

describe.skipIf(missing !== undefined && !isRequired)(
  missing ? `${title} (skipped: ${missing} here)` : title,
  () => {
    let folder: string;

    beforeAll(async () => {
      expect(missing, 'needed, since CHAFF_REQUIRE_SANITIZERS is set').toBe(undefined);
      folder = await mkdtemp(join(tmpdir(), 'chaff-sanitizers-'));
      for (const { file, text, compiler, flags } of Object.values(sources)) {
        await writeFile(join(folder, file), text);
        const options = [...debugging, ...flags, '-o', programOf(file), file];
        await run(compiler, options, { cwd: folder });
      }
    });

    afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    /** Does a program under its sanitizer report anything? */
    async function reports(program: Program, mode: string, supp: string): Promise<boolean> {
      const path = join(folder, `${program}.supp`);
      await writeFile(path, supp, 'latin1');
      const how = `suppressions=${path}:exitcode=77`;
      const env = { ...process.env, LSAN_OPTIONS: how, TSAN_OPTIONS: how };
      try {
        await run(join(folder, programOf(sources[program].file)), [mode], { env });
        return false;
      } catch (error) {
        const { code, stderr } = error as { readonly code?: number; readonly stderr?: string };
        expect(code, stderr).toBe(77);
        return true;
      }
    }

    function made(to: 'lsan' | 'tsan', lines: readonly string[], broaden = false): string {
      const file = readSetFile({ name: 't.supp', bytes: `# why\n${entry('n', ...lines)}` });
      return convertSupp(
        convert(
          [file],
          sanitizers.find(({ id }) => id === to)!,
          { broaden },
        ),
      );
    }

    test('the programs do what they are there for', async () => {
      for (const mode of ['c', 'o', '1', '2', '3']) expect(await reports('lsan', mode, '')).toBe(true);
      expect(await reports('cxx', '', '')).toBe(true);
      for (const mode of ['r', 'd', 'm']) expect(await reports('tsan', mode, ''), mode).toBe(true);
    });

    test.each([
      ['the function of any frame', ['...', 'fun:caller'], { c: false, o: true }],
      ['a function below', ['...', 'fun:leaf'], { c: false, o: false }],
      ['part of a name is not enough', ['...', 'fun:call'], { c: true, o: true }],
      ['a wildcard', ['...', 'fun:c*r'], { c: false, o: true }],
      ['the module', ['...', 'obj:*/leaks'], { c: false, o: false }],
      ['another module', ['...', 'obj:*/eaks'], { c: true, o: true }],
      ['the source file', ['...', 'src:leaks.c'], { c: false, o: false }],
      ['another source file', ['...', 'src:eaks.c'], { c: true, o: true }],
      ['nothing', ['fun:malloc', 'fun:leaf', 'fun:caller'], { c: true, o: true }],
    ])('LeakSanitizer: %s', async (_, lines, expected) => {
      const supp = made('lsan', ['Memcheck:Leak', ...lines]);
      expect({ c: await reports('lsan', 'c', supp), o: await reports('lsan', 'o', supp) }).toEqual(expected);
    });

    test('LeakSanitizer: --broaden hides more, as it says', async () => {
      const supp = made('lsan', ['Memcheck:Leak', 'fun:malloc', 'fun:leaf', 'fun:caller'], true);
      expect(supp).toContain('# broader: fun:leaf anywhere on the stack');
      expect([await reports('lsan', 'c', supp), await reports('lsan', 'o', supp)]).toEqual([false, false]);
    });

    test('LeakSanitizer compares demangled names', async () => {
      const symbol = 'fun:_ZN4shop4TillIiE3addEPKci';
      expect(await reports('cxx', '', made('lsan', ['Memcheck:Leak', '...', symbol], true))).toBe(false);
      expect(
        await reports('cxx', '', made('lsan', ['Memcheck:Leak', '...', symbol.replace('IiE', 'IlE')], true)),
      ).toBe(true);
      expect(await reports('cxx', '', 'leak:_ZN4shop4TillIiE3addEPKci\n')).toBe(true);
    });

    test('templates are met as the twin says', async () => {
      const names = { 1: 'qzz', 2: 'qz_z', 3: 'xqz' };
      const templates = [
        'q*z$',
        '^q*z$',
        '^qz',
        'qz$',
        'z*z',
        '*^qz',
        'qz*$',
        '^qzz$x',
        '^q*_z$',
        'xq$',
        '^xqz*',
      ];
      // A template that meets anything else on these stacks asks nothing of the names.
      const others = [
        ...[
          'main',
          'malloc',
          '__interceptor_malloc',
          '__libc_start_call_main',
          '__libc_start_main_impl',
          '_start',
        ],
        ...[`${folder}/leaks.c`, `${folder}/leaks`, '/lib/x86_64-linux-gnu/libc.so.6', '../csu/libc-start.c'],
      ];
      let asked = 0;
      for (const template of templates) {
        if (others.some((other) => templateMatches(template, other))) continue;
        for (const [mode, name] of Object.entries(names)) {
          const met = templateMatches(template, name);
          expect(await reports('lsan', mode, `leak:${template}\n`), `${template} ${name}`).toBe(!met);
          asked += 1;
        }
      }
      expect(asked).toBeGreaterThan(20);
    });

    test.each([
      ['a race in the innermost frame of one access', 'r', ['Helgrind:Race', 'fun:add'], false],
      ['of the other access', 'r', ['drd:ConflictingAccess', 'fun:other_add'], false],
      ['not further out', 'r', ['Helgrind:Race', 'fun:add_caller'], true],
      ['further out, where the entry says so', 'r', ['Helgrind:Race', '...', 'fun:add_caller'], false],
      ['the order of locks', 'd', ['Helgrind:LockOrder', '...', 'fun:b_then_a'], false],
      [
        'the order of locks, where another one was taken',
        'd',
        ['Helgrind:LockOrder', '...', 'fun:a_then_b'],
        false,
      ],
      ['no race', 'd', ['Helgrind:Race', '...', 'fun:b_then_a'], true],
      ['misuse of a mutex', 'm', ['Helgrind:UnlockUnlocked', '...', 'fun:unlock_unlocked'], false],
      ['misuse elsewhere', 'm', ['Helgrind:UnlockUnlocked', '...', 'fun:add'], true],
    ] as const)('ThreadSanitizer: %s', async (_, mode, lines, expected) => {
      expect(await reports('tsan', mode, made('tsan', lines))).toBe(expected);
    });
  },
);
