import type { Target } from '../../src/bundle/target.js';
import { parsePlatform } from '../../src/bundle/platform.js';
import { parseNamedRange, type When } from '../../src/bundle/when.js';
import type { Tool } from '../../src/suppression/suppression.js';
import { parseVersionRange } from '../../src/suppression/version-range.js';

interface Words {
  readonly platform?: string;
  readonly distribution?: string;
  readonly valgrind?: string;
  readonly tool?: Tool;
  readonly libraries?: Readonly<Record<string, string | null>>;
}

/** A place of which only what is given is known. */
export function target({ platform, distribution, valgrind, tool, libraries = {} }: Words = {}): Target {
  const [name, version] = distribution?.split(' ') ?? [];
  const from = 'the test';
  return {
    platform: {
      value: platform === undefined ? undefined : (parsePlatform(platform) as { os: string; arch: string }),
      from,
    },
    distribution: {
      value: name === undefined ? undefined : { name, ...(version === undefined ? {} : { version }) },
      from,
    },
    valgrind: { value: valgrind, from },
    tool: { value: tool, from },
    libraries: new Map(Object.entries(libraries).map(([library, value]) => [library, { value, from }])),
  };
}

/** Conditions from their texts. */
export function when(words: { readonly [Key in keyof When]?: string | readonly string[] }): When {
  const asked = <Value>(key: keyof When, parse: (text: string) => Value | undefined) =>
    [words[key] ?? []].flat().map((text) => ({ text, value: parse(text)! }));
  return {
    ...(words.platform === undefined ? {} : { platform: asked('platform', parsePlatform) }),
    ...(words.distribution === undefined ? {} : { distribution: asked('distribution', parseNamedRange) }),
    ...(words.valgrind === undefined ? {} : { valgrind: asked('valgrind', parseVersionRange)[0]! }),
    ...(words.tool === undefined ? {} : { tool: asked('tool', (text) => text as Tool) }),
    ...(words.library === undefined ? {} : { library: asked('library', parseNamedRange) }),
  };
}
