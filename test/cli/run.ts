import { main } from '../../src/cli/main.js';

/** Runs a command line in this process. */
export async function run(args: readonly string[], cwd: string) {
  let stdout = '';
  let stderr = '';
  const write = process.stdout.write.bind(process.stdout);
  // Suppressions go out as bytes, past the terminal.
  process.stdout.write = ((chunk: Uint8Array | string) => {
    stdout += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
    return true;
  }) as typeof process.stdout.write;
  try {
    const code = await main(args, {
      cwd,
      colour: false,
      out: (text) => (stdout += text),
      err: (text) => (stderr += text),
      progress: () => undefined,
    });
    return { code, stdout, stderr };
  } finally {
    process.stdout.write = write;
  }
}
