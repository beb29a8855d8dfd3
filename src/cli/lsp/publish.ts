import type { Connection } from 'vscode-languageserver/node';
import { diagnosticsOf } from '../../editor/diagnostics.js';
import type { Workspace } from './workspace.js';

/** How long nothing must change before the documents are linted, in milliseconds; longer where linting takes longer. */
const shortestPause = 150;

export interface Publisher {
  /** Lints all open documents once nothing has changed for a while: a change of one can concern the others. */
  readonly soon: () => void;
}

/** @param open the documents that are open, with their versions as they are now */
export function publisher(
  connection: Connection,
  files: Workspace,
  open: () => readonly { readonly uri: string; readonly version: number }[],
): Publisher {
  let timer: NodeJS.Timeout | undefined;
  let run = 0;
  let pause = shortestPause;

  async function publish(): Promise<void> {
    run += 1;
    const own = run;
    const begin = performance.now();
    for (const { uri } of open()) {
      const found = await files.find(uri);
      if (own !== run) return; // another run has begun, which knows more
      const { version } = open().find((each) => each.uri === uri) ?? {};
      if (!found || found.document.version !== version) continue;
      await connection.sendDiagnostics({
        uri,
        version,
        diagnostics: diagnosticsOf(found.set, found.document),
      });
    }
    pause = Math.max(shortestPause, performance.now() - begin);
  }

  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        publish().catch((error: unknown) => {
          connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        });
      }, pause);
    },
  };
}
