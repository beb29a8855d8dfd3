import { expect, test } from 'vitest';
import { withNeeds } from '../../src/pack/needs.js';
import { readPack } from '../../src/pack/read-pack.js';
import { head, packBytes } from './make.js';

const needs: Readonly<Record<string, readonly string[]>> = {
  libc: [],
  glib: ['libc'],
  gtk: ['fonts', 'glib'],
  fonts: ['glib', 'libc'],
  egg: ['hen'],
  hen: ['egg'],
};
const read = (name: string, neededBy: string | undefined) => {
  const found = needs[name];
  if (!found) return Promise.reject(new Error(`${name}, needed by ${neededBy ?? 'nobody'}`));
  return Promise.resolve(readPack({ name, bytes: packBytes(head(name, { needs: found })) })!);
};
const order = async (...names: string[]) => (await withNeeds(names, read)).map(({ head: { name } }) => name);

test('each comes once, after what it needs', async () => {
  expect(await order('gtk', 'libc', 'gtk')).toEqual(['libc', 'glib', 'fonts', 'gtk']);
  expect(await order('libc', 'glib')).toEqual(['libc', 'glib']);
  expect(await order()).toEqual([]);
});

test('a circle ends', async () => {
  expect(await order('egg')).toEqual(['hen', 'egg']);
});

test('what is not there is told, and who needs it', async () => {
  await expect(order('tea')).rejects.toThrow('tea, needed by nobody');
});
