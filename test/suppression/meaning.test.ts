import { describe, expect, it } from 'vitest';
import { fishyValues } from '../../src/suppression/fishy-values.js';
import { load } from '../../src/suppression/load.js';
import { coreKinds } from '../../src/suppression/kinds.js';
import { meaningOfKind, meaningOfLeakKind, meaningOfTool } from '../../src/suppression/meaning.js';
import { commonParametersIn } from '../../src/suppression/parameters.js';
import { parse } from '../../src/suppression/parse.js';
import { leakKinds } from '../../src/suppression/suppression.js';
import { tools } from '../../src/suppression/tools.js';

const sentence = /^[A-Za-z].*\.$/;

describe('meanings', () => {
  it('are there for each kind of each tool', () => {
    const owners = [
      ...tools
        .filter(({ kinds }) => kinds.length > 0)
        .map(({ displayName, kinds }) => [displayName, kinds] as const),
      ['CoreError', coreKinds] as const,
    ];
    for (const [owner, kinds] of owners) {
      expect(meaningOfTool(owner), owner).toMatch(sentence);
      for (const { name } of kinds) expect(meaningOfKind(owner, name), name).toMatch(sentence);
    }
    for (const word of [...leakKinds, 'all', 'none'] as const)
      expect(meaningOfLeakKind(word)).toMatch(sentence);
  });

  it('are not there for anything else', () => {
    expect(meaningOfKind('Memcheck', 'toString')).toBeUndefined();
    expect(meaningOfKind('constructor', 'name')).toBeUndefined();
    expect(meaningOfTool('valueOf')).toBeUndefined();
  });
});

describe('proposed extra lines', () => {
  it.each([
    ['Param', '3.28', commonParametersIn('3.28')],
    ['Param', '3.19', commonParametersIn('3.19')],
    ['FishyValue', '3.28', fishyValues],
  ])('are read as such by %s of Valgrind %s', (kind, version, texts) => {
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      const tree = parse(`{\nname\nMemcheck:${kind}\n${text}\nfun:f\n}\n`);
      const { suppressions, problems } = load(tree, { file: '', tool: 'memcheck', version });
      expect(problems).toEqual([]);
      expect(suppressions[0]?.extra).toBe(text);
    }
  });
});
