import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyFixes } from '../../src/lint/fix.js';
import { lint } from '../../src/lint/lint.js';
import { entry } from '../lint/of-rule.js';
import { scenarios } from './scenarios.js';
import { build, missingTool, valgrind } from './valgrind.js';

/**
 * What lint calls a line that never matches, real Valgrind does not match; what lint would write instead, it does. Without
 * Valgrind or a compiler the tests are skipped, or fail when `CHAFF_REQUIRE_VALGRIND=1`.
 */
const missing = missingTool();
const skipped = missing !== undefined && process.env['CHAFF_REQUIRE_VALGRIND'] !== '1';
const scenario = scenarios.find(({ name }) => name === 'shapes')!;

const cond = (...locations: readonly string[]) => entry('tried', 'Memcheck:Cond', ...locations);

const tried: readonly (readonly [rule: string, bytes: string])[] = [
  ['blank-in-pattern', cond('fun: plain')],
  ['blank-in-pattern', cond('fun:plain # calls hidden')],
  ['blank-in-pattern', cond('fun:plain (shapes.cc:27)')],
  ['demangled-name', entry('tried', 'Memcheck:Addr2', 'fun:short shapes::pick<short>(short const*)')],
  ['demangled-name', entry('tried', 'Memcheck:Addr2', 'fun:shapes::pick<short>')],
  ['demangled-name', entry('tried', 'Memcheck:Leak', 'fun:_Znwm', 'fun:shapes::Box<long>::Box(long)')],
  ['demangled-name', entry('tried', 'Memcheck:Leak', 'fun:operator new(unsigned long)', 'fun:_Z8lose_boxv')],
  ['frames-below-main', cond('fun:plain', 'fun:main', 'fun:__libc_start_main', 'fun:_start')],
  ['frames-below-main', cond('fun:plain', '...', 'fun:_start')],
  ['src-directory', cond('src:/usr/src/shapes.cc')],
  ['misread-src', cond('src:shapes.cc:-27')],
  ['address-as-name', cond('fun:0x401136', 'fun:main')],
];

describe.skipIf(skipped)(`Valgrind itself${missing ? ` (${missing} is not installed)` : ''}`, () => {
  let folder: string;
  let program: string;

  beforeAll(async () => {
    expect(missing, 'not installed, though CHAFF_REQUIRE_VALGRIND is set').toBe(undefined);
    folder = await mkdtemp(join(tmpdir(), 'chaff-lint-'));
    program = await build(scenario, folder);
  });

  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test.concurrent.for(tried.map(([rule, bytes], at) => ({ rule, bytes, at })))(
    'agrees with $rule about entry $at',
    { timeout: 120_000 },
    async ({ rule, bytes, at }, { expect }) => {
      const hides = async (suppressions: string, name: string) => {
        const request = { program, scenario, numCallers: 12, form: 'xml', generate: false } as const;
        const log = await valgrind({ ...request, suppressions, name: `${name}-${at}` }, folder);
        return log.includes('<name>tried</name>');
      };
      const problems = lint([{ name: 'x.supp', bytes }]).filter((each) => each.rule === rule);
      const change = problems.flatMap(({ fix, suggestions }) => fix ?? suggestions[0] ?? []);
      expect(problems).not.toEqual([]);
      expect(await hides(bytes, 'wrong')).toBe(false);
      expect(await hides(applyFixes(bytes, change).bytes, 'right')).toBe(true);
    },
  );
});
