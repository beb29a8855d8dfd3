import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collect, outline } from './collect.js';

const folder = new URL('logs/', import.meta.url);

/** As a page shows the lines of Valgrind that are not marked as code. */
function folded(text: string): string {
  return text.replace(/^((?:==|--)\d+(?:==|--)) .*$/gm, (line) => line.replace(/\s+/g, ' '));
}

it.each(readdirSync(folder))('blanks that are folded change no finding of %s', (name) => {
  const text = readFileSync(new URL(name, folder), 'latin1');
  const [whole, page] = [text, folded(text)].map((each) => collect(each));
  expect(page!.findings.map(outline)).toEqual(whole!.findings.map(outline));
  expect(page!.problems).toEqual(whole!.problems);
});
