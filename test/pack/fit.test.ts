import { describe, expect, test } from 'vitest';
import { entriesFor, firstAndLast, fitOf } from '../../src/pack/fit.js';
import { rangeOf } from '../../src/pack/range.js';
import { readPack } from '../../src/pack/read-pack.js';
import { head, packBytes, place } from './make.js';

describe('a pack and the version of its library', () => {
  const glib = head('glib', {
    places: ['2.66.8', '2.84.4', '2.74.6'].map((library) => place(1, { library })),
  });
  test.each([
    ['2.74.6', 'fits'],
    ['2.66', 'fits'],
    ['2.66.0', 'fits'],
    ['2.70.1', 'fits'],
    ['2.84.99', 'fits'],
    ['2.85', 'newer'],
    ['10.0', 'newer'],
    ['2.65.9', 'older'],
    ['2.7', 'older'],
    [null, 'not there'],
    [undefined, 'unknown'],
  ])('%s: %s', (value, fit) => {
    expect(fitOf(glib, { value, from: 'somebody' })).toBe(fit);
  });

  test('the oldest and the newest, whatever their order and number of digits', () => {
    expect(firstAndLast(['2.10', '2.9.1', '2.9'])).toEqual(['2.9', '2.10']);
    expect(firstAndLast(['7'])).toEqual(['7', '7']);
  });
});

test.each([
  [['2.66.8', '2.84.4', '2.74.6'], '>=2.66, <2.85'],
  [['2.9.1', '2.10.0'], '>=2.9, <2.11'],
  [['2.99.1'], '>=2.99, <2.100'],
  [['7'], '>=7, <8'],
  [['3.11'], '>=3.11, <3.12'],
])('the range of %j is %s', (versions, range) => {
  expect(rangeOf(versions)).toBe(range);
});

test('entries for other versions are not for a machine; where nobody knows its version all may be', () => {
  const bytes = packBytes(head('kettle'), [
    { name: 'old', lines: ['fun:a'], library: 'libkettle >=1.1, <1.2' },
    { name: 'new', lines: ['fun:b'], library: 'libkettle >=1.2, <1.3' },
    { name: 'any', lines: ['fun:c'] },
  ]);
  const pack = readPack({ name: 'kettle.supp', bytes })!;
  const namesFor = (value: string | null | undefined) =>
    entriesFor(pack, new Map([['libkettle', { value, from: '' }]])).map(({ entry }) => entry.name);
  expect(namesFor('1.2.7')).toEqual(['new', 'any']);
  expect(namesFor('1.9')).toEqual(['any']);
  expect(namesFor(null)).toEqual(['any']);
  expect(namesFor(undefined)).toEqual(['old', 'new', 'any']);
});
