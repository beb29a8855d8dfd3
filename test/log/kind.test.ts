import { expect, test } from 'vitest';
import { canonicalKind } from '../../src/log/headers/kind.js';
import { tools } from '../../src/suppression/tools.js';

test('of kinds with two spellings logs and suppressions take the same one', () => {
  const spellings = tools.flatMap(({ displayName, kinds }) =>
    kinds.map(({ name, aliasOf = name }) => [`${displayName}:${name}`, `${displayName}:${aliasOf}`] as const),
  );
  expect(spellings.filter(([kind, canonical]) => kind !== canonical).length).toBeGreaterThan(0);
  for (const [kind, canonical] of spellings) expect(canonicalKind(kind), kind).toBe(canonical);
});

test('what is no kind stays as it is', () => {
  expect(canonicalKind('no colon')).toBe('no colon');
});
