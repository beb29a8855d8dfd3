import { expect, test } from 'vitest';
import { showDiff } from '../../src/cli/show-diff.js';
import { terminal } from '../../src/cli/terminal.js';

const diff = '--- a\n+++ a\n-  fun:\x1b[31m\xc3\xbc\r\n';

function shown(colour: boolean, outIsTerminal: boolean) {
  let text = '';
  const keep = (written: string) => void (text += written);
  showDiff(diff, { ...terminal(), colour, outIsTerminal, out: keep, bytes: keep });
  return text;
}

test('what is no terminal gets the bytes, for patch', () => {
  expect(shown(false, false)).toBe(diff);
});

test('on a terminal nothing in it acts, with colours or without', () => {
  expect(shown(false, true)).toBe('--- a\n+++ a\n-  fun:\\u{1b}[31mü\n');
  expect(shown(true, true)).toContain('-  fun:\\u{1b}[31mü');
});
