import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type CompletionParams,
  type DefinitionParams,
  type DocumentFormattingParams,
  type DocumentSymbolParams,
  type FoldingRangeParams,
  type HoverParams,
  type Connection,
  type ResponseError,
} from 'vscode-languageserver/node';
import { fixAllAction, fixAllEdits, isWanted, quickFixesIn } from '../../editor/code-actions.js';
import { completionsAt } from '../../editor/completion.js';
import { coveringEntriesAt } from '../../editor/definition.js';
import { foldingRangesIn } from '../../editor/folding.js';
import { formattingEdits } from '../../editor/formatting.js';
import { hoverAt, inPlainText } from '../../editor/hover.js';
import { flatSymbolsIn, symbolsIn } from '../../editor/symbols.js';
import type { Client } from './client.js';
import { faultIn, type Needs } from './requests.js';
import type { Found, Workspace } from './workspace.js';

/**
 * Answers what an editor asks about its documents.
 *
 * @param refusal why nothing is answered at the moment
 */
export function answer(
  connection: Connection,
  files: Workspace,
  client: () => Client,
  refusal: () => ResponseError<void> | undefined,
): void {
  /** Refuses what must not be asked for now, or so. */
  const asked =
    <P, R>(needs: Needs, say: (params: P) => R) =>
    (params: P): R | ResponseError<void> =>
      refusal() ?? faultIn(params, needs) ?? say(params);

  /** What there is to say of a document, or `otherwise` when it is not open. */
  async function about<T>(
    { uri }: { readonly uri: string },
    otherwise: T,
    say: (found: Found) => T,
  ): Promise<T> {
    const found = await files.find(uri);
    return found ? say(found) : otherwise;
  }

  connection.onCompletion(
    asked('position', ({ textDocument, position }: CompletionParams) =>
      about(textDocument, [], ({ document, settings: { options } }) =>
        completionsAt(document, position, { version: options.version, snippets: client().takesSnippets }),
      ),
    ),
  );
  connection.onHover(
    asked('position', ({ textDocument, position }: HoverParams) =>
      about(textDocument, null, ({ set, document }) => {
        const hover = hoverAt(set, document, position);
        return hover && !client().takesMarkdown ? inPlainText(hover) : hover;
      }),
    ),
  );
  connection.onDefinition(
    asked('position', ({ textDocument, position }: DefinitionParams) =>
      about(textDocument, [], ({ set, document }) => coveringEntriesAt(set, document, position)),
    ),
  );
  connection.onFoldingRanges(
    asked('document', ({ textDocument }: FoldingRangeParams) =>
      about(textDocument, [], ({ document }) => foldingRangesIn(document)),
    ),
  );
  connection.onDocumentFormatting(
    asked('document', ({ textDocument }: DocumentFormattingParams) =>
      about(textDocument, [], ({ document, settings: { options } }) =>
        formattingEdits(document, { version: options.version }),
      ),
    ),
  );
  connection.onDocumentSymbol(
    asked('document', ({ textDocument }: DocumentSymbolParams) =>
      about<ReturnType<typeof symbolsIn> | ReturnType<typeof flatSymbolsIn>>(
        textDocument,
        [],
        ({ document }) => (client().takesSymbolTrees ? symbolsIn(document) : flatSymbolsIn(document)),
      ),
    ),
  );
  connection.onCodeAction(
    asked('range and context', ({ textDocument, range, context: { only } }: CodeActionParams) =>
      about<CodeAction[]>(textDocument, [], ({ set, document }) => {
        const actions = isWanted(CodeActionKind.QuickFix, only) ? quickFixesIn(set, document, range) : [];
        const fixAll = fixAllAction(set, document);
        if (!fixAll || !isWanted(fixAll.kind, only)) return actions;
        if (client().resolvesEdits) return [...actions, fixAll];
        // Without being asked for, all edits are too much to make: a menu opens wherever the cursor goes.
        if (!only) return actions;
        return [...actions, { ...fixAll, edit: { changes: { [document.uri]: fixAllEdits(set, document) } } }];
      }),
    ),
  );
  connection.onCodeActionResolve(
    asked('own data', (action: CodeAction) => {
      const { uri } = action.data as { uri: string };
      return about({ uri }, action, ({ set, document }) => ({
        ...action,
        edit: { changes: { [uri]: fixAllEdits(set, document) } },
      }));
    }),
  );
}
