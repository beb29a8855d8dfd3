import { expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.js';
import { maxLineLength } from '../../src/suppression/limits.js';
import { entry } from './of-rule.js';

const long = (piece: string) => piece.repeat((maxLineLength - 100) / piece.length);

// Each would take a search that begins anew at every byte longer than a test may take.
it.each([
  ['stars, then a name', `fun:${long('*')}x`],
  ['stars, then a version', `fun:${long('*')}x@@GLIBC_2.34`],
  ['stars, then a clone', `fun:${long('*')}.isra.0x`],
  ['stars, then a file', `obj:${long('*')}x`],
  ['libraries in the name of a directory', `obj:/usr/lib/${long('.so')}/x`],
  ['machines in the name of a directory', `obj:/usr/lib/${long('-linux-gnu')}/x/`],
  ['a directory named after the loader', `obj:/ld-linux${long('-')}/x`],
])('reads lines as long as Valgrind takes: %s', (_, location) => {
  const entries = Array.from({ length: 250 }, (__, at) =>
    entry(`long ${at}`, 'Memcheck:Cond', location, `fun:g${at}`),
  );
  expect(lint([{ name: 'x.supp', bytes: entries.join('') }]).filter(({ rule }) => rule === 'syntax')).toEqual(
    [],
  );
});
