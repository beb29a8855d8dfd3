import { InsertTextFormat, type TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { completionsAt, type CompletionOptions } from '../../src/editor/completion.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { withCursor } from './make.js';

const newest = { version: '3.28.0', snippets: true };

/** What is offered where `|` stands. */
function offered(marked: string, options: Partial<CompletionOptions> = {}) {
  const { document, position } = withCursor(marked);
  return completionsAt(document, position, { ...newest, ...options });
}
const labels = (marked: string, options?: Partial<CompletionOptions>) =>
  offered(marked, options).map(({ label }) => label);

/** The text after one of the offers is taken. */
function taken(marked: string, label: string): string {
  const { document } = withCursor(marked);
  const item = offered(marked).find((each) => each.label === label);
  return TextDocument.applyEdits(TextDocument.create('', '', 0, document.text), [item!.textEdit as TextEdit]);
}

describe('completion', () => {
  it('offers tools and kinds in the third line', () => {
    const all = labels('{\nname\n   |\n');
    expect(all).toContain('Memcheck:Leak');
    expect(all).toContain('drd:ConflictingAccess');
    expect(all).toContain('CoreError:FdBadUse');
    expect(all.slice(-4)).toEqual(['Memcheck', 'Helgrind', 'drd', 'CoreError']);
    expect(taken('{\nname\n   Memch|\n}\n', 'Memcheck:Leak')).toBe('{\nname\n   Memcheck:Leak\n}\n');
    expect(taken('{\nname\n   Memch|eck:Cond\n}\n', 'Memcheck:Leak')).toBe('{\nname\n   Memcheck:Leak\n}\n');
    expect(taken('{\nname\nMemch|\n', 'Memcheck')).toBe('{\nname\nMemcheck:\n');
  });

  it('offers more tools behind a comma, and only those that are not named', () => {
    expect(labels('{\nname\nMemcheck,|\n')).toEqual(['Helgrind', 'drd', 'CoreError']);
    expect(taken('{\nname\nMemcheck,|:Cond\n', 'drd')).toBe('{\nname\nMemcheck,drd:Cond\n');
  });

  it('offers the kinds of the tools that are named behind the colon', () => {
    expect(labels('{\nname\nHelgrind:|\n')).toEqual([
      ...['Race', 'FreeMemLock', 'UnlockUnlocked', 'UnlockForeign', 'UnlockBogus', 'PthAPIerror'],
      ...['LockOrder', 'Misc', 'Dubious'],
    ]);
    expect(labels('{\nname\nmemcheck:|\n')).toEqual([]);
    expect(taken('{\nname\nHelgrind:R|\n', 'Race')).toBe('{\nname\nHelgrind:Race\n');
  });

  it('offers what the version of Valgrind reads', () => {
    const { version } = { version: '3.19.0' };
    expect(labels('{\nname\nMemcheck:|\n', { version })).not.toContain('ReallocZero');
    expect(labels('{\nname\nMemcheck:|\n', { version: '3.21.0' })).toContain('ReallocZero');
    expect(labels('{\nname\n|\n', { version })).not.toContain('CoreError');
    expect(labels('{\nname\nMemcheck:Param\n|\n', { version })).toContain('openat(filename)');
    expect(labels('{\nname\nMemcheck:Param\n|\n', { version })).not.toContain('writev(vector[0])');
    expect(labels('{\nname\nMemcheck:Param\n|\n')).toContain('openat(pathname)');
    expect(labels('{\nname\nMemcheck:Leak\n|\n', { version: '3.8.0' })).toEqual(['fun:', 'obj:', '...']);
    expect(labels('{\nname\nMemcheck:Cond\n|\n', { version: '3.13.0' })).toEqual(['fun:', 'obj:', '...']);
  });

  it('says what kinds are', () => {
    const [leak] = offered('{\nname\n|\n').filter(({ label }) => label === 'Memcheck:Leak');
    expect(leak!.detail).toMatch(/^A heap block that was not freed/);
    expect(offered('{\nname\n|\n').every(({ detail }) => detail !== undefined)).toBe(true);
  });

  it('offers the kinds of leaks, each once', () => {
    expect(labels('{\nname\nMemcheck:Leak\n   |\n')).toEqual([
      'match-leak-kinds: ',
      'fun:',
      'obj:',
      'src:',
      '...',
    ]);
    const line = (rest: string) => `{\nname\nMemcheck:Leak\n   match-leak-kinds:${rest}\nfun:f\n}\n`;
    expect(labels(line(' |'))).toEqual(['definite', 'indirect', 'possible', 'reachable', 'all', 'none']);
    expect(labels(line(' definite,|'))).toEqual(['indirect', 'possible', 'reachable']);
    expect(labels(line(' definite,po|,reachable'))).toEqual(['indirect', 'possible']);
    expect(taken(line(' definite,po|,reachable'), 'possible')).toBe(line(' definite,possible,reachable'));
    expect(taken(line('|'), 'definite')).toBe(line(' definite'));
    expect(labels(line('|')).length).toBe(6);
  });

  it('offers parameters and fishy values where they belong', () => {
    expect(labels('{\nname\nMemcheck:Param\n|\n')).toContain('write(buf)');
    expect(labels('{\nname\nMemcheck:Param\n|\n')).not.toContain('fun:');
    expect(labels('{\nname\nMemcheck:Param\nwrite(buf)\n|\n')).toEqual(['fun:', 'obj:', 'src:', '...']);
    expect(labels('{\nname\nMemcheck:FishyValue\n|\n')).toContain('malloc(size)');
    expect(taken('{\nname\nMemcheck:Param\n   wr|ite(x)\n', 'write(buf)')).toBe(
      '{\nname\nMemcheck:Param\n   write(buf)\n',
    );
  });

  it('offers the beginnings of locations, and leaves the rest to the writer', () => {
    expect(labels('{\nname\nMemcheck:Cond\n   |\n}\n')).toEqual(['fun:', 'obj:', 'src:', '...']);
    expect(labels('{\nname\nMemcheck:Cond\nfun:|\n}\n')).toEqual([]);
    expect(taken('{\nname\nMemcheck:Cond\n   f|un:main\n}\n', 'obj:')).toBe(
      '{\nname\nMemcheck:Cond\n   obj:main\n}\n',
    );
  });

  it('offers whole entries between entries, to editors that take snippets', () => {
    const [leak] = offered('{\na\nMemcheck:Cond\nfun:f\n}\n{|}\n');
    expect(leak).toMatchObject({
      label: '{ leak }',
      filterText: '{}',
      insertTextFormat: InsertTextFormat.Snippet,
    });
    expect(labels('|')).toEqual(['{ leak }', '{ Memcheck }', '{ Helgrind }', '{ drd }', '{ CoreError }']);
    expect(labels('|', { snippets: false })).toEqual([]);
    expect(labels('stray|')).toEqual([]);
  });

  it('offers entries that Valgrind reads, whatever is chosen in them', () => {
    for (const { textEdit, label } of offered('|')) {
      const snippet = (textEdit as TextEdit).newText;
      const choices = /\$\{2\|(.*)\|\}/.exec(snippet)![1]!.split(',');
      for (const choice of choices) {
        const text = snippet.replace(/\$\{2\|.*\|\}/, choice).replace(/\$\{\d:(.*?)\}/g, '$1');
        const owner = /\n {3}(\w+):/.exec(text)![1]!.toLowerCase();
        const tool = owner === 'helgrind' || owner === 'drd' ? owner : 'memcheck';
        const { suppressions, problems } = load(parse(text), { file: '', tool });
        expect({ label, choice, problems, count: suppressions.length }).toEqual({
          label,
          choice,
          problems: [],
          count: 1,
        });
      }
    }
  });

  it('offers comments that chaff reads', () => {
    expect(labels('#|\n{\n')).toEqual([
      '# chaff-disable-next-entry ',
      ...['# reason: ', '# bug: ', '# owner: ', '# library: '],
      ...['# added: ', '# expires: ', '# valgrind: ', '# max: '],
    ]);
    expect(labels('{\n# re|\nname\n')).not.toContain('# chaff-disable-next-entry ');
    expect(labels('{\n# re|\nname\n')).toContain('# reason: ');
    expect(labels('# because of|\n')).toEqual([]);
  });

  it('offers rules to silence, each once, up to the reason', () => {
    const comment = (rest: string) => `# chaff-disable-next-entry ${rest}\n{\n`;
    expect(labels(comment('|'))).toContain('over-broad');
    expect(labels(comment('|'))).not.toContain('syntax');
    expect(labels(comment('over-broad, |'))).not.toContain('over-broad');
    expect(labels(comment('over-broad -- |'))).toEqual([]);
    expect(taken(comment('pinned-version, ov| -- because'), 'over-broad')).toBe(
      comment('pinned-version, over-broad -- because'),
    );
  });

  it('is silent in names and inside of comments that stand in entries', () => {
    expect(labels('{\n   na|\n')).toEqual([]);
    expect(labels('{\n|\n')).toEqual([]);
  });

  it('counts as the editor does', () => {
    expect(taken('# ä😀\n{\n   größer 😀\n   Mem|\n}\n', 'Memcheck:Cond')).toBe(
      '# ä😀\n{\n   größer 😀\n   Memcheck:Cond\n}\n',
    );
  });
});
