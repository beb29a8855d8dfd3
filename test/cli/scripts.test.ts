import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scripts = globSync(['suppressions/**/*.js', 'docs/*.js', 'test/bench/**/*.js'], { cwd: root }).sort();

/** They are JavaScript, of which the compiler checks nothing. */
test.each(scripts)('what %s takes of the build is there', async (script) => {
  const text = readFileSync(new URL(`../../${script}`, import.meta.url), 'utf8');
  for (const [, names, module] of text.matchAll(/import \{([^}]*)\} from '(?:\.\.\/)+dist\/([^']+)\.js'/g)) {
    const there = (await import(join(root, 'src', `${module!}.ts`))) as object;
    const wanted = names!.split(',').map((name) => name.trim().replace(/ as .*/, ''));
    expect(wanted.filter((name) => name !== '' && !(name in there))).toEqual([]);
  }
});
