import type { InitializeParams } from 'vscode-languageserver/node';
import { pathOf } from './uri.js';

/** What the editor at the other end can do, and what it says of itself when it connects. */
export interface Client {
  /** The folder that is open in it. */
  readonly root: string;
  /** What it sets from the beginning. */
  readonly initialSettings: unknown;
  /** Whether it can be asked for settings. */
  readonly hasSettings: boolean;
  /** Whether it can be asked to tell when settings, or files, change. */
  readonly tellsOfSettings: boolean;
  readonly tellsOfFiles: boolean;
  readonly takesSnippets: boolean;
  readonly takesMarkdown: boolean;
  /** Whether symbols may have details and ranges of their own. */
  readonly takesSymbolTrees: boolean;
  /** Whether it asks for the edits of a code action once somebody chooses it. */
  readonly resolvesEdits: boolean;
}

export function clientOf(params: InitializeParams, cwd: string): Client {
  const { workspace, textDocument } = params.capabilities;
  const root = params.workspaceFolders?.[0]?.uri ?? params.rootUri ?? '';
  return {
    root: pathOf(root) ?? cwd,
    initialSettings: params.initializationOptions,
    hasSettings: workspace?.configuration ?? false,
    tellsOfSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    tellsOfFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    takesMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    takesSymbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
  };
}
