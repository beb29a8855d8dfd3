import { expect, it } from 'vitest';
import { entry, found, suggested } from './of-rule.js';

const long = 'name_of_a_function_that_goes_on_and_on_for_more_than_sixty_letters';

// A part of what is to be written would be another name, and "..." means something else in these files.
it.each([
  ['pinned-clone', `fun:${long}.isra.0`, `${long}*`],
  ['pinned-hash', `fun:_ZN66${long}17h0123456789abcdefE`, `_ZN66${long}17h*`],
  ['pinned-version', `obj:*/lib${long}.so.1.2.3`, `lib${long}.so*`],
  ['pinned-version', `fun:${long}@@LIB_2.2.5`, `${long}*`],
  ['pinned-directory', `obj:/usr/lib64/lib${long}.so`, `*/lib${long}.so`],
  ['src-directory', `src:/home/ada/${long}.c`, `src:${long}.c`],
  ['demangled-name', `fun:${long}::open(int)`, `fun:_ZN*66${long}4openE*`],
  ['foreign-pattern', `fun:^${long}$`, `fun:${long}`],
])('%s says whole what to write', (rule, line, instead) => {
  const bytes = entry('long name', 'Memcheck:Cond', line);
  const [problem] = found(rule, bytes);
  expect(problem?.message).toContain(` Write "${instead}"`);
  expect(suggested(rule, bytes).join('')).toContain(instead);
});
