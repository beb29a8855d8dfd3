import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  FileChangeType,
  FoldingRangeRequest,
  HoverRequest,
  type CodeAction,
  type CompletionItem,
  type MarkupContent,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildChaff } from './built.js';
import { startClient, type ClientOptions, type LanguageClient } from './language-client.js';

let program: string;
beforeAll(async () => {
  program = await buildChaff();
}, 240_000);
afterAll(() => rm(dirname(dirname(program)), { recursive: true }));

let folder: string;
let client: LanguageClient | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaff-lsp-'));
});
afterEach(async () => {
  const ended = await client?.end();
  client = undefined;
  await rm(folder, { recursive: true });
  if (ended) expect(ended).toEqual({ code: 0, stderr: '' });
});

const start = async (options?: ClientOptions) => (client = await startClient(program, folder, options));

/** What a modern editor can do. */
const modern = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown' as const, 'plaintext' as const] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { resolveSupport: { properties: ['edit'] } },
  },
};

const entry = (name: string, kind: string, ...lines: string[]) =>
  ['{', `   ${name}`, `   ${kind}`, ...lines.map((line) => `   ${line}`), '}', ''].join('\n');
const good = entry('größer 😀', 'Memcheck:Cond', 'fun:f_parser');
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const codesOf = ({ diagnostics }: { diagnostics: { code?: unknown }[] }) =>
  diagnostics.map(({ code }) => code);
const apply = (text: string, edits: readonly TextEdit[]) =>
  TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);

describe('chaff lsp', () => {
  it('says who it is and what it can', async () => {
    const { initialized } = await start();
    expect(initialized.serverInfo?.name).toBe('chaff');
    expect(initialized.capabilities).toMatchObject({ positionEncoding: 'utf-16', hoverProvider: true });
  });

  it('tells problems as they come and go while somebody types', async () => {
    const { open, change, diagnostics } = await start();
    const uri = await open('a.supp', good.replace('Cond', 'Könd'));
    const first = await diagnostics(uri);
    expect(first).toMatchObject({
      version: 1,
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'syntax', source: 'chaff' })]),
    });

    // Characters of one, two and four bytes stand before the place that changes.
    await change(uri, 2, [
      { range: { start: { line: 1, character: 3 }, end: { line: 1, character: 3 } }, text: 'ä😀 ' },
    ]);
    await change(uri, 3, [
      { range: { start: { line: 2, character: 12 }, end: { line: 2, character: 14 } }, text: 'Co' },
    ]);
    expect(await diagnostics(uri, 3)).toEqual({ version: 3, diagnostics: [] });

    await change(uri, 4, [{ text: 'stray\r\n' }]);
    expect(await diagnostics(uri)).toMatchObject({
      version: 4,
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: 'syntax',
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } },
        }),
      ]),
    });
  });

  it('forgets the problems of a document that is closed', async () => {
    const { open, close, diagnostics } = await start();
    const uri = await open('a.supp', 'stray\n');
    expect(codesOf(await diagnostics(uri))).toEqual(['syntax']);
    await close(uri);
    expect((await diagnostics(uri)).diagnostics).toEqual([]);
  });

  it('looks at all open documents together', async () => {
    const { open, change, diagnostics, connection } = await start();
    const narrow = await open('b.supp', entry('narrow', 'Memcheck:Cond', 'fun:g_parser', 'fun:f_parser'));
    expect(codesOf(await diagnostics(narrow))).toEqual([]);
    const broad = await open('a.supp', entry('broad', 'Memcheck:Cond', '...', 'fun:f_parser'));
    const covered = await diagnostics(narrow);
    expect(covered.diagnostics).toMatchObject([
      {
        code: 'covered-entry',
        relatedInformation: [{ location: { uri: broad, range: { start: { line: 1 } } } }],
      },
    ]);
    const asked = { textDocument: { uri: narrow }, position: { line: 1, character: 5 } };
    expect(await connection.sendRequest(DefinitionRequest.type, asked)).toEqual([
      { uri: broad, range: { start: { line: 1, character: 3 }, end: { line: 1, character: 8 } } },
    ]);
    await change(broad, 2, [{ text: good }]);
    expect(codesOf(await diagnostics(narrow))).toEqual([]);
  });

  it('offers fixes, and one for all', async () => {
    const { open, connection } = await start({ capabilities: modern });
    const text = entry('größer 😀', 'Memcheck:Cond', 'fun: f_parser', 'fun: g_parser');
    const uri = await open('a.supp', text);
    const context = { diagnostics: [] };
    const actions = (await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: { line: 3, character: 7 }, end: { line: 3, character: 7 } },
      context,
    })) as CodeAction[];
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ['remove the blank', 'quickfix'],
      ['Disable blank-in-pattern for this entry', 'quickfix'],
      ['Fix all that is safe to fix', 'source.fixAll.chaff'],
    ]);
    expect(apply(text, actions[0]!.edit!.changes![uri]!)).toBe(text.replace('fun: f', 'fun:f'));
    const resolved = await connection.sendRequest(CodeActionResolveRequest.type, actions[2]!);
    expect(apply(text, resolved.edit!.changes![uri]!)).toBe(text.replaceAll('fun: ', 'fun:'));
  });

  it('makes all fixes at once for editors that ask for them when they save', async () => {
    const { open, connection } = await start();
    const text = entry('größer 😀', 'Memcheck:Cond', 'fun: f_parser');
    const uri = await open('a.supp', text);
    const ask = (only?: string[]) =>
      connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: whole,
        context: { diagnostics: [], ...(only ? { only } : {}) },
      }) as Promise<CodeAction[]>;
    const [action] = await ask(['source.fixAll']);
    expect(apply(text, action!.edit!.changes![uri]!)).toBe(text.replace('fun: ', 'fun:'));
    expect((await ask()).map(({ kind }) => kind)).not.toContain('source.fixAll.chaff');
  });

  it('completes, explains, outlines, folds and formats', async () => {
    const { open, connection } = await start({ capabilities: modern });
    const text =
      '{\r\n  größer 😀\r\n  Memcheck:Leak\r\n  match-leak-kinds: definite\r\n  fun:_Znwm\r\n}\r\n';
    const uri = await open('a.supp', text);
    const textDocument = { uri };
    const items = (await connection.sendRequest(CompletionRequest.type, {
      textDocument,
      position: { line: 2, character: 12 },
    })) as CompletionItem[];
    expect(items.map(({ label }) => label)).toContain('Cond');
    const snippets = (await connection.sendRequest(CompletionRequest.type, {
      textDocument,
      position: { line: 6, character: 0 },
    })) as CompletionItem[];
    expect(snippets[0]?.label).toBe('{ leak }');
    const hover = await connection.sendRequest(HoverRequest.type, {
      textDocument,
      position: { line: 4, character: 8 },
    });
    expect(hover!.contents).toMatchObject({ kind: 'markdown' });
    expect((hover!.contents as MarkupContent).value).toContain('operator new(unsigned long)');
    expect(await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toMatchObject([
      { name: 'größer 😀', detail: 'Memcheck:Leak', selectionRange: { end: { line: 1, character: 11 } } },
    ]);
    expect(await connection.sendRequest(FoldingRangeRequest.type, { textDocument })).toEqual([
      { startLine: 1, endLine: 5 },
    ]);
    const options = { tabSize: 8, insertSpaces: true };
    const edits = await connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
    expect(apply(text, edits!)).toBe(text.replaceAll('\r', '').replaceAll('\n  ', '\n   '));
  });

  it('serves editors that can do little', async () => {
    const { open, connection, registered } = await start();
    const textDocument = { uri: await open('a.supp', good) };
    expect(await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toMatchObject([
      { name: 'größer 😀', location: { uri: textDocument.uri } },
    ]);
    const position = { line: 2, character: 14 };
    expect(await connection.sendRequest(HoverRequest.type, { textDocument, position })).toMatchObject({
      contents: { kind: 'plaintext', value: expect.stringMatching(/^Memcheck:Cond: [^`]*$/) as string },
    });
    const end = { line: 5, character: 0 };
    expect(await connection.sendRequest(CompletionRequest.type, { textDocument, position: end })).toEqual([]);
    expect(registered).toEqual([]);
  });

  it('takes no other text for a suppression file, unless the configuration names it', async () => {
    await writeFile(join(folder, '.chaffrc'), '{"sets": ["suppressions.txt"]}');
    const { open, diagnostics, connection } = await start();
    const notes = await open('notes.txt', 'stray\n', 'plaintext');
    const named = await open('suppressions.txt', 'stray\n', 'plaintext');
    const plain = await open('a.supp', 'stray\n', 'plaintext');
    const language = await open('suppressions', 'stray\n', 'supp');
    for (const uri of [named, plain, language]) expect(codesOf(await diagnostics(uri))).toEqual(['syntax']);
    const textDocument = { uri: notes };
    const options = { tabSize: 8, insertSpaces: true };
    expect(await connection.sendRequest(FoldingRangeRequest.type, { textDocument })).toEqual([]);
    expect(await connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options })).toEqual(
      [],
    );
  });

  it('answers nothing about documents that are not open', async () => {
    const { connection, uriOf } = await start();
    const textDocument = { uri: uriOf('none.supp') };
    const position = { line: 0, character: 0 };
    expect(await connection.sendRequest(HoverRequest.type, { textDocument, position })).toBeNull();
    expect(await connection.sendRequest(DefinitionRequest.type, { textDocument, position })).toEqual([]);
    expect(await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toEqual([]);
  });
});

describe('settings', () => {
  const newer = entry('the parser', 'Memcheck:ReallocZero', 'fun:realloc', 'fun:f_parser');

  it('come from the configuration above the document', async () => {
    await writeFile(join(folder, '.chaffrc'), '{"valgrind": "3.19"}');
    const { open, diagnostics } = await start();
    expect(codesOf(await diagnostics(await open('a.supp', newer)))).toEqual(['syntax']);
  });

  it('come from the editor when it starts, before the configuration', async () => {
    await writeFile(join(folder, '.chaffrc'), '{"valgrind": "3.19"}');
    const { open, diagnostics } = await start({
      initializationOptions: { valgrind: '3.28', numCallers: null },
    });
    expect(codesOf(await diagnostics(await open('a.supp', newer)))).toEqual([]);
  });

  it('come from the editor whenever they change there', async () => {
    const settings = { chaff: { valgrind: '3.19' } as unknown };
    const { open, diagnostics, connection, registered } = await start({ capabilities: modern, settings });
    const uri = await open('a.supp', newer);
    expect(codesOf(await diagnostics(uri))).toEqual(['syntax']);
    settings.chaff = { rules: { 'leak-kinds-missing': 'error' }, tools: ['helgrind'] };
    await connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    expect(codesOf(await diagnostics(uri))).toEqual([]);
    expect(registered).toContain('workspace/didChangeConfiguration');
    expect(registered).toContain('workspace/didChangeWatchedFiles');
  });

  it('come with the news of a change from editors that cannot be asked', async () => {
    const { open, diagnostics, connection } = await start();
    const uri = await open('a.supp', newer);
    expect(codesOf(await diagnostics(uri))).toEqual([]);
    const settings = { chaff: { valgrind: '3.19' } };
    await connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    expect(codesOf(await diagnostics(uri))).toEqual(['syntax']);
  });

  it('set the levels of rules', async () => {
    const { open, diagnostics } = await start({
      initializationOptions: { rules: { 'leak-kinds-missing': 'off' } },
    });
    expect(
      codesOf(await diagnostics(await open('a.supp', entry('the parser', 'Memcheck:Leak', 'fun:f_parser')))),
    ).toEqual([]);
  });

  it('that have no meaning are told once, and the defaults hold', async () => {
    await writeFile(join(folder, '.chaffrc'), '{"valgrnd": "3.19"}');
    const { open, change, diagnostics, messages } = await start();
    const uri = await open('a.supp', 'stray\n');
    expect(codesOf(await diagnostics(uri))).toEqual(['syntax']);
    await change(uri, 2, [{ text: 'other\n' }]);
    expect(codesOf(await diagnostics(uri))).toEqual(['syntax']);
    expect(messages).toEqual([expect.stringMatching(/unknown key “valgrnd” \(did you mean valgrind\?\)$/)]);
  });

  it('of another type are told, too', async () => {
    const { open, diagnostics, messages } = await start({ initializationOptions: { numCallers: 'many' } });
    await diagnostics(await open('a.supp', good));
    expect(messages).toEqual(['chaff: the setting “chaff.numCallers” must be a number']);
  });

  it('name the files of a set, which are read where they are not open', async () => {
    await writeFile(join(folder, '.chaffrc'), '{"sets": ["broad.supp", "gone.supp", "narrow.supp"]}');
    await writeFile(join(folder, 'broad.supp'), entry('ä', 'Memcheck:Cond', '...', 'fun:f_parser'));
    const { open, diagnostics, connection, uriOf } = await start({ capabilities: modern });
    const narrow = await open(
      'narrow.supp',
      entry('narrow', 'Memcheck:Cond', 'fun:g_parser', 'fun:f_parser'),
    );
    // A document that the set does not name is not seen in it.
    const other = await open('other.supp', entry('other', 'Memcheck:Cond', 'fun:g_parser', 'fun:f_parser'));
    expect(codesOf(await diagnostics(other))).toEqual([]);
    expect(codesOf(await diagnostics(narrow))).toEqual(['covered-entry']);

    await writeFile(join(folder, 'broad.supp'), good);
    await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('broad.supp'), type: FileChangeType.Changed }],
    });
    expect(codesOf(await diagnostics(narrow))).toEqual([]);
  });
});

describe('the process', () => {
  it('ends with 0 when it was shut down, else with 1', async () => {
    expect(await (await startClient(program, folder)).end('properly')).toEqual({ code: 0, stderr: '' });
    expect((await (await startClient(program, folder)).end('at once')).code).toBe(1);
    expect((await (await startClient(program, folder)).end('by leaving')).code).toBe(1);
  });
});
