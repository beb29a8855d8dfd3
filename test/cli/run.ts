import { main } from '../../src/cli/main.js';
import type { Terminal } from '../../src/cli/terminal.js';

/** Runs a command line in this process; bytes for standard output come as a byte string. */
export async function run(args: readonly string[], cwd: string, more: Pick<Terminal, 'packs'> = {}) {
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
    ...more,
    cwd,
    colour: false,
    today: '2026-01-01',
    out: (text) => (stdout += text),
    bytes: (text) => (stdout += text),
    err: (text) => (stderr += text),
    progress: () => undefined,
  });
  return { code, stdout, stderr };
}
