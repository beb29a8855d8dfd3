import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import type { Tool } from '../../src/suppression/suppression.js';
import { cases } from './cases.js';

interface Recorded {
  name: string;
  tool: Tool;
  numCallers: number;
  sha256: string;
  refused: { message: string; line: number | null } | null;
  warnings: string[];
}

const recording = JSON.parse(readFileSync(new URL('verdicts.json', import.meta.url), 'utf8')) as {
  version: string;
  verdicts: Recorded[];
};

describe(`what Valgrind ${recording.version} said of small files`, () => {
  it('is recorded for exactly the cases there are', () => {
    const names = cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(recording.verdicts.map(({ name }) => name)).toEqual(names);
  });

  it.each(recording.verdicts)('$name', ({ name, tool, numCallers, sha256, refused, warnings }) => {
    const { bytes } = cases.find((each) => each.name === name)!;
    expect(createHash('sha256').update(bytes, 'latin1').digest('hex').slice(0, 16)).toBe(sha256);
    const loaded = load(parse(bytes), { file: 'f.supp', tool, numCallers, version: recording.version });
    expect(loaded.refused?.valgrind ?? null).toEqual(refused);
    const ours = loaded.problems.filter(({ severity }) => severity === 'warning');
    expect(ours.map(({ valgrind }) => valgrind.message)).toEqual(warnings);
  });
});
