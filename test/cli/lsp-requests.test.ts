import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { createMessageConnection, ErrorCodes, type MessageConnection } from 'vscode-languageserver/node';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildChaff } from './built.js';

let chaff: string;
beforeAll(async () => {
  chaff = await buildChaff();
}, 120_000);
afterAll(() => rm(dirname(dirname(chaff)), { recursive: true, force: true }));

const document = { uri: 'file:///a.supp' };
const hover = { textDocument: document, position: { line: 0, character: 0 } };
const initialize = { processId: null, rootUri: null, capabilities: {} };

async function withServer(use: (connection: MessageConnection) => Promise<void>) {
  const child = spawn(process.execPath, [chaff, 'lsp'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await use(connection);
  await connection.sendNotification('exit');
  return ((await once(child, 'close')) as [number])[0];
}

const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    ({ code }: { code: number }) => code,
  );

test('nothing is answered before the first request and after the last one', async () => {
  const code = await withServer(async (connection) => {
    const ask = (method: string, params?: object) => codeOf(connection.sendRequest(method, params));
    expect(await ask('textDocument/hover', hover)).toBe(ErrorCodes.ServerNotInitialized);
    expect(await ask('initialize', initialize)).toBe('answered');
    expect(await ask('textDocument/hover', hover)).toBe('answered');
    expect(await ask('initialize', initialize)).toBe(ErrorCodes.InvalidRequest);
    expect(await ask('shutdown')).toBe('answered');
    expect(await ask('textDocument/hover', hover)).toBe(ErrorCodes.InvalidRequest);
    expect(await ask('shutdown')).toBe(ErrorCodes.InvalidRequest);
  });
  expect(code).toBe(0);
});

test('parameters that lack something are told, and the server goes on', async () => {
  await withServer(async (connection) => {
    await connection.sendRequest('initialize', initialize);
    const range = { start: hover.position, end: hover.position };
    for (const [method, params] of [
      ['textDocument/hover', {}],
      ['textDocument/hover', { textDocument: document }],
      ['textDocument/completion', { textDocument: { uri: 1 }, position: hover.position }],
      ['textDocument/definition', { textDocument: document, position: { line: 'a', character: 0 } }],
      ['textDocument/formatting', {}],
      ['textDocument/foldingRange', { textDocument: null }],
      ['textDocument/documentSymbol', {}],
      ['textDocument/codeAction', { textDocument: document, range }],
      ['textDocument/codeAction', { textDocument: document, context: { diagnostics: [] } }],
      ['codeAction/resolve', { title: 'of another server' }],
    ] as const)
      expect([method, await codeOf(connection.sendRequest(method, params))]).toEqual([
        method,
        ErrorCodes.InvalidParams,
      ]);
    expect(await connection.sendRequest('textDocument/hover', hover)).toBeNull();
    await connection.sendRequest('shutdown');
  });
});
