import { describe, expect, test } from 'vitest';
import { shownName } from '../../../src/group/frames.js';
import { causeText, framePlace, shownText } from '../../../src/report/triage/words.js';

describe('text of a log', () => {
  test('is decoded, and what acts or hides is an escape', () => {
    expect(shownText('Zo\xc3\xab')).toBe('Zoë');
    expect(shownText('\u001b[31mred')).toBe('\\u{1b}[31mred');
    expect(shownText('a\xe2\x80\xaeb')).toBe('a\\u{202e}b');
    expect(shownText('a\xc2\xadb')).toBe('a\\u{ad}b');
  });

  test('is short, whatever it is made of', () => {
    for (const unit of ['x', '\u0001', '\xf0\x9f\x98\x80', '\xc3\xab'])
      for (const count of [299, 300, 301, 10_000]) {
        const text = shownText(unit.repeat(count));
        expect(text.length).toBeLessThanOrEqual(301);
        expect(text).not.toMatch(/\p{Surrogate}/u);
      }
    expect(shownText('x'.repeat(300))).toBe('x'.repeat(300));
    expect(shownText('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
  });
});

test('frames are named by function, else by object, and placed by source, else by object', () => {
  expect(shownName({ fun: '_Zf', demangled: 'f()' })).toBe('f()');
  expect(shownName({ fun: '???', obj: '/usr/lib/libx.so.1' })).toBe('??? in libx.so.1');
  expect(shownName({ fun: '???', obj: '???' })).toBe('???');
  expect(framePlace({ fun: 'f', obj: '/usr/lib/libx.so.1', file: 'f.c', line: 3 })).toBe('f.c:3');
  expect(framePlace({ fun: 'f', obj: '/usr/lib/libx.so.1', file: null })).toBe('in libx.so.1');
  expect(framePlace({ fun: '???', obj: '/usr/lib/libx.so.1', file: null })).toBe('');
});

test('causes', () => {
  expect(causeText({ type: 'allocation', frame: { fun: 'make' } })).toBe('allocated for make');
  expect(causeText({ type: 'variable', name: 'global var "x"' })).toBe('races on global var "x"');
  expect(causeText({ type: 'argument', extra: 'ioctl(generic)', frame: { fun: 'put' } })).toBe(
    'ioctl(generic) in put',
  );
  expect(causeText({ type: 'argument', extra: 'write(buf)', frame: undefined })).toBe('write(buf)');
  expect(causeText({ type: 'stack', frames: ['a', 'b', 'c', 'd'].map((fun) => ({ fun })) })).toBe(
    'in a < b < c',
  );
  expect(causeText({ type: 'stack', frames: [] })).toBe('nothing that names a place');
});
