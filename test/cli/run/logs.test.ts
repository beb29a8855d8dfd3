import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createErrorCount } from '../../../src/cli/run/count-errors.js';
import { makeLogFolder } from '../../../src/cli/run/make-folder.js';
import { watchLogs } from '../../../src/cli/run/watch-logs.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chaff-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text = '') => writeFileSync(join(folder, name), text);
const names = () => readdirSync(folder).sort();

describe('watchLogs', () => {
  test('a log gets a number as soon as it appears, so that the next one of the process keeps it', async () => {
    const watching = watchLogs(folder, 'memcheck');
    for (const text of ['first', 'second']) {
      write('memcheck-7.xml', text);
      while (names().includes('memcheck-7.xml')) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(watching.stop()).toEqual([]);
    expect(names()).toEqual(['memcheck-1-7.xml', 'memcheck-2-7.xml']);
    expect(watching.logs()).toEqual(names().map((name) => join(folder, name)));
  });

  test('what nobody told of is found at the end; messages stay where there are some', () => {
    const watching = watchLogs(folder, 'drd');
    for (const name of ['drd-8.xml', 'drd-9.xml', 'drd-x.xml', 'memcheck-7.xml', 'valgrind.messages'])
      write(name);
    expect(watching.stop()).toEqual([]);
    expect(names()).toEqual(['drd-1-8.xml', 'drd-2-9.xml', 'drd-x.xml', 'memcheck-7.xml']);
    const again = watchLogs(folder, 'drd');
    write('valgrind.messages', '==7== Warning: …');
    expect(again.stop()).toEqual([join(folder, 'valgrind-1.messages')]);
  });
});

test('errors are counted in logs that grow, also those that are written in halves', async () => {
  const count = createErrorCount();
  const paths = ['a', 'b'].map((name) => join(folder, name));
  expect(await count(paths)).toBe(0);
  write('a', '<error>\n</error>\n<err');
  write('b', `${' '.repeat((1 << 16) - 3)}<error><error>`);
  expect(await count(paths)).toBe(3);
  expect(await count(paths)).toBe(3);
  appendFileSync(join(folder, 'a'), 'or><errorcounts>');
  expect(await count(paths)).toBe(4);
});

test('folders of logs are numbered on, and never used twice', async () => {
  const made = [];
  for (let time = 0; time < 2; time++) made.push(await makeLogFolder(undefined, 'bin/prog', folder));
  rmSync(made[0]!, { recursive: true });
  made.push(...(await Promise.all([1, 2, 3].map(() => makeLogFolder(undefined, 'bin/prog', folder)))));
  expect(made.sort().map((path) => path.slice(folder.length))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `/chaff-logs/prog-${number}`),
  );
  await expect(makeLogFolder('chaff-logs', 'x', folder)).rejects.toThrow('there is something in it');
  write('file');
  await expect(makeLogFolder('file/logs', 'x', folder)).rejects.toThrow('cannot make a folder for logs');
});
