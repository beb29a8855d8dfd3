import { main } from '../../src/cli/main.js';

/** Runs a command line in this process; bytes for standard output come as a byte string. */
export async function run(args: readonly string[], cwd: string) {
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
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
