import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import {
  codeActionKinds,
  fixAllAction,
  fixAllEdits,
  isWanted,
  quickFixesIn,
} from '../../src/editor/code-actions.js';
import type { EditorDocument } from '../../src/editor/document.js';
import { editorSet } from '../../src/editor/set.js';
import { lint } from '../../src/lint/lint.js';
import { rules } from '../../src/lint/rules.js';
import { documentOf, setOf } from './make.js';

const apply = ({ uri, text }: EditorDocument, edits: readonly TextEdit[]) =>
  TextDocument.applyEdits(TextDocument.create(uri, 'supp', 0, text), [...edits]);

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

/** An entry with a blank where Valgrind takes it for a part of the name. */
const blank = '{\n   größer\n   Memcheck:Cond\n   fun: f_parser\n}\n';

describe('quick fixes', () => {
  it('make the safe fix, and say which problem it is for', () => {
    const document = documentOf(blank);
    const [fix] = quickFixesIn(setOf(document), document, whole);
    expect(fix).toMatchObject({
      title: 'remove the blank',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'blank-in-pattern' }],
    });
    expect(apply(document, fix!.edit!.changes![document.uri]!)).toBe(blank.replace('fun: ', 'fun:'));
  });

  it('are for the problems at the cursor', () => {
    const document = documentOf(
      `${blank}\n${blank.replaceAll('f_parser', 'g_parser').replace('größer', 'b')}`,
    );
    const at = (line: number) => {
      const place = { line, character: 8 };
      return quickFixesIn(setOf(document), document, { start: place, end: place }).map(
        ({ diagnostics }) => diagnostics![0]!.range.start.line,
      );
    };
    expect(new Set(at(3))).toEqual(new Set([3]));
    expect(new Set(at(9))).toEqual(new Set([9]));
    expect(at(5)).toEqual([]);
  });

  it('silence any rule but what Valgrind refuses', () => {
    for (const { id, level, example } of rules) {
      const options = {
        ...example.set,
        levels: new Map([[id, level === 'off' ? 'warning' : level]] as const),
      };
      const document = documentOf(Buffer.from(example.wrong, 'latin1').toString('utf8'));
      const set = setOf(document, options);
      for (const action of quickFixesIn(set, document, whole)) {
        if (!action.title.startsWith('Disable')) continue;
        const [problem] = action.diagnostics!;
        expect(problem!.code).not.toBe('syntax');
        const bytes = Buffer.from(apply(document, action.edit!.changes![document.uri]!)).toString('latin1');
        const count = (text: string) =>
          lint([{ name: 'x.supp', bytes: text }], options).filter(({ rule }) => rule === problem!.code)
            .length;
        expect(count(bytes)).toBeLessThan(count(document.bytes));
      }
    }
  });

  it('write the comment above the entry, or into the one that is there', () => {
    const silenced = (text: string) => {
      const document = documentOf(text);
      const action = quickFixesIn(setOf(document), document, whole).find(({ title }) =>
        title.startsWith('Disable blank-in-pattern'),
      );
      return apply(document, action!.edit!.changes![document.uri]!);
    };
    expect(silenced(blank)).toBe(`# chaff-disable-next-entry blank-in-pattern -- \n${blank}`);
    const windows = blank.replaceAll('\n', '\r\n');
    expect(silenced(windows)).toBe(`# chaff-disable-next-entry blank-in-pattern -- \r\n${windows}`);
    const comment = (ids: string) => `# ä\n# chaff-disable-next-entry ${ids} -- because\n${blank}`;
    expect(silenced(comment('over-broad'))).toBe(comment('over-broad, blank-in-pattern'));
  });
});

describe('the fix of all', () => {
  it('makes what `chaff lint --fix` would make of this document, and touches no other', () => {
    const document = documentOf(`${blank}${blank.replace('größer', 'b').replace('f_', 'g_')}`);
    const other = documentOf(blank.replace('f_', 'h_'), 'b.supp');
    const set = editorSet([document, other]);
    expect(fixAllAction(set, document)).toMatchObject({
      kind: 'source.fixAll.chaff',
      data: { uri: document.uri },
    });
    expect(apply(document, fixAllEdits(set, document))).toBe(document.text.replaceAll('fun: ', 'fun:'));
    expect(fixAllEdits(set, document)).toHaveLength(2);
  });

  it('is not there when there is nothing to fix', () => {
    const document = documentOf('{\nthe parser\nMemcheck:Cond\nfun:f_parser\n}\n');
    expect(fixAllAction(setOf(document), document)).toBeUndefined();
  });
});

it('answers for the kinds that an editor asks for', () => {
  const asked = (...only: string[]) => codeActionKinds.filter((kind) => isWanted(kind, only));
  expect(codeActionKinds.filter((kind) => isWanted(kind, undefined))).toEqual(codeActionKinds);
  expect(asked('quickfix')).toEqual(['quickfix']);
  expect(asked('source')).toEqual(['source.fixAll.chaff']);
  expect(asked('source.fixAll')).toEqual(['source.fixAll.chaff']);
  expect(asked('source.fix')).toEqual([]);
  expect(asked('refactor')).toEqual([]);
});
