import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../src/editor/diagnostics.js';
import { editorSet } from '../../src/editor/set.js';
import { taggedRules } from '../../src/editor/tags.js';
import { rules } from '../../src/lint/rules.js';
import { documentOf, setOf } from './make.js';

const entry = (name: string, ...lines: string[]) =>
  ['{', name, 'Memcheck:Cond', ...lines, '}', ''].map((line) => `${line}\n`).join('');

describe('diagnostics', () => {
  it('tell place, rule, severity and what Valgrind says', () => {
    const document = documentOf('{\n   größer € 😀\n   Memcheck:Cond\n   fun:f\n   😀ö\n}\n');
    expect(diagnosticsOf(setOf(document), document)).toEqual([
      {
        range: { start: { line: 4, character: 3 }, end: { line: 4, character: 6 } },
        severity: DiagnosticSeverity.Error,
        source: 'chaff',
        code: 'syntax',
        message:
          'Not a location. Write "fun:NAME", "obj:PATH", "src:FILE" or "...": "😀ö"\n' +
          'Valgrind says: location should be "...", or should start with "fun:", "obj:", or "src:"',
      },
    ]);
  });

  it('look the same with other ends of lines', () => {
    const text = '{\n   ä\n   Memcheck:Cond\n   fun:f\n   😀ö\n}\n';
    const [one, two] = [documentOf(text), documentOf(text.replaceAll('\n', '\r\n'))];
    const of = (document: typeof one) =>
      diagnosticsOf(setOf(document, { levels: new Map([['line-ends', 'off']]) }), document);
    expect(of(one)).toHaveLength(1);
    expect(of(two)).toEqual(of(one));
  });

  it('concern one document of a set and point to the others', () => {
    const first = documentOf(entry('größer', '...', 'fun:parser_table'), 'first.supp');
    const second = documentOf(
      `# ä\n${entry('one of them', 'fun:strlen', 'fun:parser_table', 'fun:own_code')}`,
      'second.supp',
    );
    const set = editorSet([first, second]);
    expect(diagnosticsOf(set, first)).toEqual([]);
    expect(diagnosticsOf(set, second)).toMatchObject([
      {
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 11 } },
        code: 'covered-entry',
        tags: [DiagnosticTag.Unnecessary],
        relatedInformation: [
          {
            location: {
              uri: 'file:///first.supp',
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } },
            },
          },
        ],
      },
    ]);
  });

  it('have tags for rules that there are', () => {
    expect(taggedRules.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
  });
});
