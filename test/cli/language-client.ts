import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import {
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** What is set under `chaff` in the editor; what it holds at the moment is told to the server when it asks. */
  readonly settings?: { chaff: unknown };
}

/** An editor that speaks with a `chaff lsp` of its own over the standard streams of the process. */
export interface LanguageClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly uriOf: (name: string) => string;
  /** Opens a document as version 1, and returns its URI. */
  readonly open: (name: string, text: string, languageId?: string) => Promise<string>;
  readonly change: (uri: string, version: number, changes: TextDocumentContentChangeEvent[]) => Promise<void>;
  readonly close: (uri: string) => Promise<void>;
  /** The diagnostics of a document, once they have come for a version, and since they were last asked for. */
  readonly diagnostics: (
    uri: string,
    version?: number,
  ) => Promise<{ version: number | undefined; diagnostics: Diagnostic[] }>;
  /** The methods that the server has asked to be told of. */
  readonly registered: readonly string[];
  /** Messages to the user. */
  readonly messages: readonly string[];
  /** Ends the server, and returns its exit code and what it wrote to standard error. */
  readonly end: (
    how?: 'properly' | 'at once' | 'by leaving',
  ) => Promise<{ code: number | null; stderr: string }>;
}

export async function startClient(
  program: string,
  folder: string,
  { capabilities = {}, initializationOptions, settings }: ClientOptions = {},
): Promise<LanguageClient> {
  const child = spawn(process.execPath, [program, 'lsp', '--stdio'], { cwd: folder });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );

  const published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>();
  const waiting = new Map<string, () => void>();
  const registered: string[] = [];
  const messages: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
    published.set(uri, { version, diagnostics });
    waiting.get(uri)?.();
  });
  connection.onNotification(ShowMessageNotification.type, ({ message }) => void messages.push(message));
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    registered.push(...registrations.map(({ method }) => method));
  });
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ section }) => (section === 'chaff' ? (settings?.chaff ?? null) : null)),
  );
  connection.listen();

  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  return {
    connection,
    initialized,
    registered,
    messages,
    uriOf,
    open: async (name, text, languageId = 'supp') => {
      const uri = uriOf(name);
      const textDocument = { uri, languageId, version: 1, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      return uri;
    },
    change: (uri, version, contentChanges) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges,
      }),
    close: (uri) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    diagnostics: async (uri, version) => {
      for (;;) {
        const found = published.get(uri);
        published.delete(uri);
        if (found && (version === undefined || found.version === version)) return found;
        await new Promise<void>((resolve) => waiting.set(uri, resolve));
      }
    },
    end: async (how = 'properly') => {
      if (how === 'properly') await connection.sendRequest(ShutdownRequest.type);
      if (how === 'by leaving') child.stdin.end();
      else await connection.sendNotification(ExitNotification.type);
      const [code] = await exited;
      connection.dispose();
      return { code, stderr };
    },
  };
}
