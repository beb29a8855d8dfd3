import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver/node';
import { codeActionKinds } from '../../editor/code-actions.js';
import { triggerCharacters } from '../../editor/completion.js';

/** What `chaff lsp` can do. Positions count UTF-16 units, which every editor understands. */
export const capabilities: ServerCapabilities = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  codeActionProvider: { codeActionKinds, resolveProvider: true },
  completionProvider: { triggerCharacters },
  hoverProvider: true,
  definitionProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentFormattingProvider: true,
};
