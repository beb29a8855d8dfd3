import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { cannotRead, isSystemError, reasonOf } from '../../src/cli/system-error.js';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('what the system says is told in words, without what the teller knows', () => {
  expect(reasonOf(thrownBy(() => readFileSync('.')))).toBe('it is a folder');
  expect(
    cannotRead(
      'a.log',
      thrownBy(() => readFileSync('.')),
    ).message,
  ).toBe('cannot read a.log: it is a folder');
  expect(
    cannotRead(
      'a.log',
      thrownBy(() => readFileSync('no/such')),
    ).message,
  ).toBe('no such file: a.log');
});

test('a host whose addresses all refuse has no message but a code', async () => {
  const error = await new Promise((resolve) => connect({ host: 'localhost', port: 1 }).on('error', resolve));
  expect(reasonOf(error)).toBe('connection refused');
});

test('other errors keep their message, also where their numbers are those of the system', () => {
  const broken = thrownBy(() => gunzipSync('no archive'));
  expect(broken).toMatchObject({ errno: -3 });
  expect(reasonOf(broken)).toBe('incorrect header check');
  expect(isSystemError(broken)).toBe(false);
  expect(reasonOf(new TypeError('no text'))).toBe('no text');
  expect(reasonOf('thrown as it is')).toBe('thrown as it is');
});
