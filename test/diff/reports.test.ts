import { describe, expect, test } from 'vitest';
import { fulfilled } from '../../src/diff/fail-on.js';
import { fenced, htmlCode, inlineCode } from '../../src/report/markdown/escape.js';
import { diffReporters } from '../../src/report/diff/index.js';
import { diffOf, entry } from './make.js';

function reported(format: string, before: string, after: string): string {
  const diff = diffOf(before, after);
  const failed = fulfilled(['widened'], diff, undefined);
  return diffReporters[format]!({
    before: 'main:a|b.supp',
    after: 'new.supp',
    diff,
    effect: undefined,
    failed,
  });
}

const hostile = 'x` | <img src=a> @you **b** \\| \x1b[31m \xe2\x80\xae';

describe('Markdown', () => {
  test('has the sums, a table, and the details folded', () => {
    const before = entry('tables', 'Memcheck:Leak', 'fun:f') + entry('same', 'Memcheck:Cond', 'fun:g');
    const after = entry('same', 'Memcheck:Cond', 'fun:g') + entry('tables', 'Memcheck:Leak', 'fun:f*');
    expect(reported('markdown', before, `# head\n\n${after}`)).toBe(`\
### Suppressions: <code>main&#58;a&#124;b&#46;supp</code> → \`new.supp\`

2 entries before, 2 after: 1 widened, 1 moved, 1 paragraph of comments by themselves. The set hides more.

**Fails on widened.**

| entry | where | what changed |
| --- | --- | --- |
| \`same\` | \`new.supp:4\` | moved |
| \`tables\` | \`new.supp:9\` | widened; the set hides more |

<details><summary><code>tables</code>: widened</summary>

\`\`\`diff
  Memcheck:Leak
- fun:f
+ fun:f*
\`\`\`

newly hidden, for example:

\`\`\`
Memcheck:Leak (reachable)
at fx
\`\`\`

</details>

<details><summary>Comments by themselves</summary>

\`\`\`diff
+ # head
\`\`\`

</details>
`);
  });

  test('takes nothing in a name for Markdown, HTML or an escape of the terminal', () => {
    const text = reported('markdown', '', entry(hostile, 'Memcheck:Cond', 'fun:```'));
    const row = text.split('\n').find((line) => line.startsWith('| <code>'))!;
    expect(row.split('|')).toHaveLength(5);
    expect(row.split('</code>')[0]).not.toMatch(/[`@*\\]|<img/);
    expect(text).not.toContain('\x1b');
    expect(text).not.toContain('\u202e');
    expect(text).toContain('````diff\n+ Memcheck:Cond\n+ fun:```\n````');
    expect(text).toContain(
      '<summary><code>x` | &lt;img src=a&gt; @you **b** \\| \\u{1b}[31m \\u{202e}</code>: added</summary>',
    );
  });

  test.each([
    ['plain', '`plain`'],
    ['a_b*c<d>@e&amp;', '`a_b*c<d>@e&amp;`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['`', '<code>&#96;</code>'],
    [' a', '<code> a</code>'],
    ['\xc3\xa9\\', '<code>&#233;&#92;</code>'],
    ['', '<code></code>'],
  ])('inline: %j', (bytes, code) => {
    expect(inlineCode(bytes)).toBe(code);
  });

  test('in HTML and in fences', () => {
    expect(htmlCode('<b>&`')).toBe('<code>&lt;b&gt;&amp;`</code>');
    expect(fenced('', ['a `` b'])).toEqual(['```', 'a `` b', '```']);
    expect(fenced('x', ['`````'])).toEqual(['``````x', '`````', '``````']);
    expect(fenced('', ['`a '.repeat(200_000)])[0]).toBe('```');
  });

  test('stays short enough for a comment', () => {
    const many = Array.from({ length: 3000 }, (_, at) =>
      entry(`entry ${at}`, 'Memcheck:Cond', `fun:f${at}`, `obj:${'x'.repeat(50)}`),
    ).join('');
    const text = reported('markdown', '', many);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('| | | and 2800 more |');
    expect(text).toMatch(/\d+ parts left out for want of room\.\n$/);
    const long = reported('markdown', '', entry('y'.repeat(40_000), 'Memcheck:Cond', 'fun:f'));
    expect(long).toContain(`| \`${'y'.repeat(120)}…\` |`);
  });
});

test('JSON is stable', () => {
  const before =
    entry('gone', 'Memcheck:Param', 'write(buf)', 'fun:f') + entry('old', 'Memcheck:Cond', 'fun:g');
  const after = `# caf\xc3\xa9\n${entry('new', 'Memcheck:Cond', 'fun:g')}stray\n`;
  expect(JSON.parse(reported('json', before, after))).toEqual({
    version: 1,
    before: { set: 'main:a|b.supp', entries: 2 },
    after: { set: 'new.supp', entries: 1 },
    changes: [
      {
        categories: ['removed'],
        before: { name: 'gone', file: 'old.supp', line: 2 },
        after: null,
        lines: { removed: ['Memcheck:Param', 'write(buf)', 'fun:f'], added: [] },
        widensSet: false,
        narrowsSet: true,
        gains: null,
        loses: {
          coveredBy: [],
          example: {
            kind: 'Memcheck:Param',
            extra: 'write(buf)',
            leakKind: null,
            frames: [{ fun: 'f', demangled: null, obj: 'x', file: null, line: null }],
          },
        },
      },
      {
        categories: ['renamed', 'commented'],
        before: { name: 'old', file: 'old.supp', line: 8 },
        after: { name: 'new', file: 'new.supp', line: 3 },
        lines: { removed: [], added: ['# café'] },
        widensSet: false,
        narrowsSet: false,
        gains: null,
        loses: null,
      },
    ],
    comments: { removed: [], added: [] },
    broken: [
      {
        side: 'after',
        file: 'new.supp',
        line: 7,
        message: expect.stringContaining('stray') as string,
        isInBoth: false,
      },
    ],
    effect: null,
    failed: [],
  });
});

test('no line of a report acts on a terminal', () => {
  const text = reported('pretty', '', `# ${hostile}\n${entry(hostile, 'Memcheck:Cond', `fun:${hostile}`)}`);
  expect(text).not.toMatch(/[\x1b\u202e]/);
  expect(text).toContain('\\u{1b}[31m \\u{202e}');
});
