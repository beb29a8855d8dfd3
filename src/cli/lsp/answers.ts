import { CodeActionKind, type CodeAction, type Connection } from 'vscode-languageserver/node';
import { fixAllAction, fixAllEdits, isWanted, quickFixesIn } from '../../editor/code-actions.js';
import { completionsAt } from '../../editor/completion.js';
import { coveringEntriesAt } from '../../editor/definition.js';
import { foldingRangesIn } from '../../editor/folding.js';
import { formattingEdits } from '../../editor/formatting.js';
import { hoverAt, inPlainText } from '../../editor/hover.js';
import { flatSymbolsIn, symbolsIn } from '../../editor/symbols.js';
import type { Client } from './client.js';
import type { Found, Workspace } from './workspace.js';

/** Answers what an editor asks about its documents. */
export function answer(connection: Connection, files: Workspace, client: () => Client): void {
  /** What there is to say of a document, or `otherwise` when it is not open. */
  async function about<T>(
    { uri }: { readonly uri: string },
    otherwise: T,
    say: (found: Found) => T,
  ): Promise<T> {
    const found = await files.find(uri);
    return found ? say(found) : otherwise;
  }

  connection.onCompletion(({ textDocument, position }) =>
    about(textDocument, [], ({ document, settings: { options } }) =>
      completionsAt(document, position, { version: options.version, snippets: client().takesSnippets }),
    ),
  );
  connection.onHover(({ textDocument, position }) =>
    about(textDocument, null, ({ set, document }) => {
      const hover = hoverAt(set, document, position);
      return hover && !client().takesMarkdown ? inPlainText(hover) : hover;
    }),
  );
  connection.onDefinition(({ textDocument, position }) =>
    about(textDocument, [], ({ set, document }) => coveringEntriesAt(set, document, position)),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    about(textDocument, [], ({ document }) => foldingRangesIn(document)),
  );
  connection.onDocumentFormatting(({ textDocument }) =>
    about(textDocument, [], ({ document, settings: { options } }) =>
      formattingEdits(document, { version: options.version }),
    ),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    about<ReturnType<typeof symbolsIn> | ReturnType<typeof flatSymbolsIn>>(
      textDocument,
      [],
      ({ document }) => (client().takesSymbolTrees ? symbolsIn(document) : flatSymbolsIn(document)),
    ),
  );
  connection.onCodeAction(({ textDocument, range, context: { only } }) =>
    about<CodeAction[]>(textDocument, [], ({ set, document }) => {
      const actions = isWanted(CodeActionKind.QuickFix, only) ? quickFixesIn(set, document, range) : [];
      const fixAll = fixAllAction(set, document);
      if (!fixAll || !isWanted(fixAll.kind, only)) return actions;
      if (client().resolvesEdits) return [...actions, fixAll];
      // Without being asked for, all edits are too much to make: a menu opens wherever the cursor goes.
      if (!only) return actions;
      return [...actions, { ...fixAll, edit: { changes: { [document.uri]: fixAllEdits(set, document) } } }];
    }),
  );
  connection.onCodeActionResolve((action) => {
    const { uri } = action.data as { uri: string };
    return about({ uri }, action, ({ set, document }) => ({
      ...action,
      edit: { changes: { [uri]: fixAllEdits(set, document) } },
    }));
  });
}
