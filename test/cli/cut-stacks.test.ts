import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'chaff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const lib = 'in /usr/lib/libthing.so.1';
const malloc = 'malloc (in /usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so)';
const inside = (name: string, depth: number) => [
  malloc,
  ...Array.from({ length: depth - 1 }, (_, at) => `${name}_${at} (${lib})`),
];

function log(...stacks: string[][]): string {
  const line = (text: string) => `==7== ${text}\n`;
  const records = stacks.map((frames) =>
    [
      '4 bytes in 1 blocks are definitely lost in loss record 1 of 9',
      ...frames.map((frame, at) => `   ${at === 0 ? 'at' : 'by'} 0x${at + 1}: ${frame}`),
      '',
    ]
      .map(line)
      .join(''),
  );
  return ['Memcheck, a memory error detector', 'Command: ./prog', ''].map(line).join('') + records.join('');
}

const warned = async (...more: string[]) =>
  (await run(['minimize', 'a.log', ...more], folder)).stderr
    .split('\n')
    .filter((line) => line.includes('--num-callers cut'));

test('stacks that --num-callers cut off before own code could be seen are told, not those that end by themselves', async () => {
  const whole = [...inside('whole', 3), 'main (prog.c:3)'];
  writeFileSync(join(folder, 'a.log'), log(inside('one', 12), inside('two', 12), whole));
  const warning =
    'warning: 2 of 3 findings count as noise though --num-callers cut the stack off after 12 frames: ' +
    'own code further out is not seen (record with --num-callers=40)';
  expect(await warned()).toEqual([warning]);
  writeFileSync(join(folder, 'set.supp'), '');
  expect(await warned('--rewrite', 'set.supp', '--dry-run')).toEqual([warning]);
  // What somebody decided is not in doubt, whatever stood further out.
  const noise = (name: string) => `{\n   ${name}\n   Memcheck:Leak\n   ...\n   fun:${name}_3\n}\n`;
  writeFileSync(join(folder, 'noise.supp'), noise('one'));
  expect(await warned('--noise', 'noise.supp')).toEqual([
    warning.replace('2 of 3 findings count', '1 of 3 findings counts'),
  ]);
  writeFileSync(join(folder, 'noise.supp'), noise('one') + noise('two'));
  expect(await warned('--noise', 'noise.supp')).toEqual([]);
  expect(await warned('--unmarked', 'noise')).toEqual([]);
});

test('own code on what is left makes the finding real, cut off or not', async () => {
  writeFileSync(join(folder, 'a.log'), log([...inside('one', 11), 'turn (prog.c:9)']));
  expect(await warned()).toEqual([]);
  // Deeper stacks show that the usual depth was not the limit.
  writeFileSync(join(folder, 'a.log'), log(inside('one', 12), [...inside('two', 14), 'main (prog.c:3)']));
  expect(await warned()).toEqual([]);
});
