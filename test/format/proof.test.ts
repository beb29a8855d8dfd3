import { describe, expect, test } from 'vitest';
import { toolThatDiffers } from '../../src/format/proof.js';
import { parse } from '../../src/suppression/parse.js';
import { newestVersion } from '../../src/suppression/version.js';

const race = '{\nr\nHelgrind:Race\nfun:f\n}\n';
const leak = '{\nl\nMemcheck:Leak\nmatch-leak-kinds: definite\nfun:f\nobj:o\n}\n';

function differs(before: string, after: string, inOrder = true) {
  return toolThatDiffers(parse(before), parse(after), { version: newestVersion, inOrder });
}

describe('two files are not the same to a tool', () => {
  test.each([
    ['another name', race, race.replace('r', 's'), 'helgrind'],
    ['another kind', race, race.replace('Race', 'Misc'), 'helgrind'],
    ['another tool', race, race.replace('Helgrind:Race', 'drd:MutexErr'), 'helgrind'],
    ['other leak kinds', leak, leak.replace('definite', 'all'), 'memcheck'],
    ['another location', leak, leak.replace('obj:o', 'obj:p'), 'memcheck'],
    ['a location less', leak, leak.replace('obj:o\n', ''), 'memcheck'],
    ['a deep location', leak, leak.replace('obj:o\n', `${'fun:g\n'.repeat(498)}fun:deep\n`), 'memcheck'],
    ['an entry less', leak + race, leak, 'helgrind'],
    ['an entry twice', leak, leak + leak, 'memcheck'],
    ['another order', leak + leak.replace('l', 'k'), leak.replace('l', 'k') + leak, 'memcheck'],
    ['a refusal', race + leak, race + leak.trimEnd() + ' ', 'memcheck'],
    ['another refusal', 'x\n', '{\n}\n', 'memcheck'],
  ])('%s', (_, before, after, tool) => {
    expect(differs(before, after)).toBe(tool);
    expect(differs(after, before)).toBe(tool);
  });
});

test('what is no part of the meaning', () => {
  expect(differs(race + leak, `# c\n\n${leak}\r\n\t${race}`.replaceAll('\n', ' \n'))).toBeUndefined();
  expect(differs(leak + leak.replace('l', 'k'), leak.replace('l', 'k') + leak, false)).toBeUndefined();
});
