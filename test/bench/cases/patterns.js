import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chaff } from '../commands.js';
import { asPrinted, wholeProcess } from '../measure.js';

const script = fileURLToPath(new URL('../patterns-once.js', import.meta.url));
const depth = 30;

/**
 * An entry of `...` and `fun:*` in turn, whose last line nothing matches, over one error in a deep recursion: Valgrind that
 * runs the program with it, against chaff that lays it over Valgrind's log. Valgrind tries every way to skip frames.
 */
export const patterns = {
  name: 'patterns',
  needs: ['valgrind', 'gcc'],
  sizes: [2, 4, 6, 7, 8],
  unit: `pairs of "..." and "fun:*" over ${depth} frames`,
  aim: (pairs) => (pairs < 6 ? 3 : 1),
  runs: 3,
  sides(size, folder) {
    const program = recursion(folder);
    const file = join(folder, `${size}-pairs.supp`);
    const lines = [...Array.from({ length: size }, () => '...\n   fun:*'), 'fun:missing'];
    writeFileSync(file, `{\n   pairs\n   Memcheck:Cond\n${lines.map((line) => `   ${line}\n`).join('')}}\n`);
    const log = join(folder, 'recursion.xml');
    const options = ['-q', '--num-callers=50'];
    execFileSync('valgrind', [...options, '--xml=yes', `--xml-file=${log}`, program, String(depth)]);
    return {
      chaff: chaff('check', log, '--suppressions', file, '--num-callers', '50'),
      valgrind: wholeProcess('valgrind', [...options, `--suppressions=${file}`, program, String(depth)]),
    };
  },
};

/** Twice as many pairs, up to thirty, over stacks of 500 frames, against half of them. */
export const deepPatterns = {
  name: 'deep-patterns',
  sizes: [8, 16, 30],
  unit: 'pairs of "..." and "fun:*" over 500 frames',
  aim: 2.5,
  sides: (size) => ({
    chaff: asPrinted(process.execPath, [script, String(size)]),
    'half the pairs': asPrinted(process.execPath, [script, String(size / 2)]),
  }),
};

function recursion(folder) {
  const source = join(folder, 'recursion.c');
  const program = join(folder, 'recursion');
  writeFileSync(
    source,
    `#include <stdlib.h>
/* Calls itself as often as it is told, then depends on a value that was never set. */
__attribute__((noinline)) static int fall(int depth, volatile int *unset) {
  if (depth == 0) return *unset ? 1 : 2;
  return fall(depth - 1, unset) + 1;
}
int main(int argc, char **argv) {
  volatile int unset[1];
  return fall(argc > 1 ? atoi(argv[1]) : 10, unset) == 0;
}
`,
  );
  execFileSync('gcc', ['-O0', '-g', '-o', program, source]);
  return program;
}
