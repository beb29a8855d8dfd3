import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, codeBlock, plainText } from '../../src/editor/describe/markdown.js';
import { hoverAt, inPlainText } from '../../src/editor/hover.js';
import { editorSet } from '../../src/editor/set.js';
import type { LintOptions } from '../../src/lint/lint.js';
import { documentOf, setOf, withCursor } from './make.js';

/** What is said where `|` stands. */
function hover(marked: string, options: LintOptions = {}) {
  const { document, position } = withCursor(marked);
  return hoverAt(setOf(document, options), document, position);
}
const said = (marked: string, options?: LintOptions) => hover(marked, options)?.contents.value;

const leak = (name: string, kinds: string, ...lines: string[]) =>
  ['{', name, 'Memcheck:Leak', `match-leak-kinds: ${kinds}`, ...lines, '}', ''].join('\n');

describe('hover', () => {
  it('tells what a kind is, and the versions that know it', () => {
    expect(said('{\nn\nMemcheck:Val|ue0\nfun:f\n}\n')).toBe(
      '`Memcheck:Value0`: A conditional jump or move depends on uninitialised values. ' +
        'The same as `Memcheck:Cond`. Since Valgrind 1.0.',
    );
    expect(said('{\nn\nexp-sgcheck:SorG|\nfun:f\n}\n')).toMatch(/From Valgrind 3\.4 until before 3\.16\.$/);
    expect(said('{\nn\nCoreError:Fd|BadClose\nfun:f\n}\n')).toMatch(
      /^`CoreError:FdBadClose`: .*Since Valgrind 3\.23\.$/,
    );
    expect(said('{\nn\nMemcheck:Ko|nd\nfun:f\n}\n')).toBeUndefined();
  });

  it('tells what a tool is', () => {
    expect(said('{\nn\nMemcheck,Hel|grind:Race\nfun:f\n}\n')).toMatch(/^`Helgrind`: Data races/);
    expect(hover('{\nn\n   Memcheck,Hel|grind:Race\nfun:f\n}\n')!.range).toEqual({
      start: { line: 2, character: 12 },
      end: { line: 2, character: 20 },
    });
  });

  it('tells what kinds of leaks are', () => {
    expect(said('{\nn\nMemcheck:Leak\nmatch-leak-kinds: definite,pos|sible\nfun:f\n}\n')).toMatch(
      /^`possible`: Possibly lost/,
    );
    expect(said('{\nn\nMemcheck:Leak\nmatch-le|ak-kinds: all\nfun:f\n}\n')).toBeUndefined();
  });

  it('tells the function that a symbol stands for', () => {
    expect(said('{\nn\nMemcheck:Cond\nfun:_ZNSt6vectorIiSaIiEE9push_|backERKi\n}\n')).toBe(
      '```cpp\nstd::vector<int, std::allocator<int> >::push_back(int const&)\n```\n\n' +
        "One frame whose function's linker symbol is this.",
    );
    expect(said('{\nn\nMemcheck:Cond\nfun:_ZN|St*\n}\n')).toBe(
      "One frame whose function's linker symbol fits this.",
    );
    expect(said('{\nn\nMemcheck:Cond\nfun:f\n..|.\n}\n')).toBe('Any number of frames, none included.');
  });

  it('tells of a line that does not count', () => {
    expect(said('{\nn\nMemcheck:Cond\nfun:f\nfun:|g\n}\n', { numCallers: 1 })).toMatch(
      /does not look at this line/,
    );
    expect(said('{\nn\nMemcheck:Param\nwrite(buf)\nfun:|f\n}\n', { numCallers: 1 })).not.toMatch(
      /does not look/,
    );
    expect(said('{\nn\nMemcheck:Param\nwrite|(buf)\nfun:f\n}\n')).toMatch(/No wildcards/);
  });

  it('tells what an entry hides, and how it stands to the others of its set', () => {
    const broad = leak('größer', 'definite,reachable', '...', 'fun:parser_table');
    const narrow = leak('one of `them`', 'definite', 'fun:malloc', 'fun:parser_table');
    const [first, second] = [documentOf(broad, 'first.supp'), documentOf(`# ä\n${narrow}`, 'second.supp')];
    const set = editorSet([first, second]);
    const about = (document: typeof first, line: number) =>
      hoverAt(set, document, { line, character: 2 })!.contents.value.split('\n\n');
    expect(about(first, 1)).toEqual([
      'Hides `Memcheck:Leak` (reachable, definite) where the stack begins with any frames and `fun:parser_table`. ' +
        'Read by Memcheck.',
      'Covers `` one of `them` `` (`second.supp:3`).',
    ]);
    expect(about(second, 2)).toEqual([
      'Hides `Memcheck:Leak` (definite) where the stack begins with `fun:malloc` and `fun:parser_table`. Read by Memcheck.',
      'Covered by `größer` (`first.supp:2`).',
    ]);
  });

  it('tells of entries that hide the same, and of many only how many', () => {
    const text = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => leak(name, 'all', 'fun:f')).join('');
    expect(said(text.replace('\na\n', '\na|\n'))).toContain(
      'Hides the same as `b` (line 8), `c` (line 14), `d` (line 20), `e` (line 26), `f` (line 32) and 2 more.',
    );
  });

  it('tells how broad an entry is that says not whose code it is about', () => {
    expect(said(leak('n|', 'reachable', 'fun:malloc'))).toContain(
      'That is every still reachable leak, whoever calls `fun:malloc`.',
    );
  });

  it('tells what a rule is for where it is silenced', () => {
    expect(said('# chaff-disable-next-entry over-br|oad -- because\n{\n}\n')).toMatch(
      /^`over-broad`: .*\n\n/,
    );
    expect(said('# chaff-disable-next-entry over-broad -- bec|ause\n{\n}\n')).toBeUndefined();
  });

  it('is silent elsewhere', () => {
    for (const marked of [
      '|',
      '{|\n',
      '   | {\n',
      '{\nn\nMemcheck:Cond\nfun:f\n}|\n',
      '# com|ment\n',
      'stray|',
    ])
      expect(hover(marked)).toBeNull();
  });
});

describe('in plain text', () => {
  it('has no marks', () => {
    const { contents, range } = inPlainText(hover('{\nn\nMemcheck:Cond\nfun:_ZN1A1fE|v\n}\n')!);
    expect(contents).toEqual({
      kind: 'plaintext',
      value: "A::f()\n\nOne frame whose function's linker symbol is this.",
    });
    expect(range).toEqual({ start: { line: 3, character: 0 }, end: { line: 3, character: 13 } });
    const kind = inPlainText(hover('{\nn\nMemcheck:Val|ue0\nfun:f\n}\n')!).contents.value;
    expect(kind).toMatch(
      /^Memcheck:Value0: A conditional .* The same as Memcheck:Cond\. Since Valgrind 1\.0\.$/,
    );
  });

  it('is what was quoted, whatever that is', () => {
    const text = fc.string({ unit: fc.constantFrom('`', ' ', 'a', '*', 'cpp') });
    fc.assert(
      fc.property(text, text, (one, two) => {
        expect(plainText(`Is ${code(one)} or ${code(two)}.`)).toBe(`Is ${one} or ${two}.`);
        expect(plainText(`${codeBlock(one, 'cpp')}\n\nIs ${code(two)}.`)).toBe(`${one}\n\nIs ${two}.`);
      }),
    );
  });
});
