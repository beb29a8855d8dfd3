import process from 'node:process';
import {
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  MessageType,
  ProposedFeatures,
  ResponseError,
  ShowMessageNotification,
  TextDocuments,
  type Connection,
  type InitializeError,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Terminal } from '../terminal.js';
import { version } from '../version.js';
import { answer } from './answers.js';
import { capabilities } from './capabilities.js';
import { clientOf } from './client.js';
import { publisher } from './publish.js';
import { refusalAt, type Stage } from './requests.js';
import { workspace } from './workspace.js';

type Place = Pick<Terminal, 'cwd' | 'today'>;

/** Speaks the Language Server Protocol over standard input and output; the process ends when the editor says so. */
export function serveStandardStreams(place: Place): void {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), place);
}

function serve(connection: Connection, { cwd, today }: Place): void {
  const texts = new TextDocuments(TextDocument);
  const complaints = new Set<string>();
  let stage: Stage = 'before initialize';
  let client = clientOf({ processId: null, rootUri: null, capabilities: {} }, cwd);
  /** The settings that an editor tells which cannot be asked for them. */
  let told: unknown;

  const files = workspace({
    documents: () =>
      texts.all().map((document) => {
        const { uri, version, languageId } = document;
        return { uri, version, languageId, text: document.getText() };
      }),
    asked: async (scopeUri) => {
      const now: unknown = client.hasSettings
        ? await connection.workspace.getConfiguration({ scopeUri, section: 'chaff' })
        : told;
      return { ...withoutNulls(client.initialSettings), ...withoutNulls(now) };
    },
    root: () => client.root,
    complain: (message) => {
      if (complaints.has(message)) return;
      complaints.add(message);
      const type = MessageType.Error;
      send(connection.sendNotification(ShowMessageNotification.type, { type, message: `chaff: ${message}` }));
    },
    today,
  });
  const publish = publisher(connection, files, () => texts.all());

  function readAgain(): void {
    complaints.clear();
    files.forget();
    publish.soon();
  }

  connection.onInitialize((params) => {
    if (stage !== 'before initialize')
      return new ResponseError<InitializeError>(
        ErrorCodes.InvalidRequest,
        '“initialize” comes first, and once',
      );
    stage = 'open';
    client = clientOf(params, cwd);
    return { capabilities, serverInfo: { name: 'chaff', version: version() } };
  });
  connection.onShutdown(() => {
    const refusal = refusalAt(stage);
    if (!refusal) stage = 'after shutdown';
    return refusal;
  });
  connection.onInitialized(() => {
    if (client.tellsOfSettings)
      send(connection.client.register(DidChangeConfigurationNotification.type, { section: 'chaff' }));
    if (client.tellsOfFiles)
      send(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  });
  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    told = (settings as { readonly chaff?: unknown } | null | undefined)?.chaff;
    readAgain();
  });
  connection.onDidChangeWatchedFiles(readAgain);

  texts.onDidChangeContent(() => {
    // An editor that does not tell of files leaves only this moment to look at them.
    if (!client.tellsOfFiles) files.forget();
    publish.soon();
  });
  texts.onDidClose(({ document: { uri } }) => {
    send(connection.sendDiagnostics({ uri, diagnostics: [] }));
    readAgain();
  });

  answer(
    connection,
    files,
    () => client,
    () => refusalAt(stage),
  );
  texts.listen(connection);
  connection.listen();
}

/** Files that the answers depend on: suppressions, and the places where a configuration may be. */
const watchers = ['**/*.supp', '**/*chaffrc*', '**/package.json'].map((globPattern) => ({ globPattern }));

/** An editor that goes away, or cannot do what it is asked for, is no reason to end with an error. */
function send(message: Promise<unknown>): void {
  message.catch(() => undefined);
}

/** Editors give null for what is not set. */
function withoutNulls(settings: unknown): object {
  return Object.fromEntries(Object.entries(settings ?? {}).filter(([, value]) => value !== null));
}
