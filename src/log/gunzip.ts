import { createGunzip } from 'node:zlib';

/** So little at a time that what a hostile file expands to (at most about 1000 times as much) stays small. */
const slice = 1 << 14;

/**
 * Decompresses a gzip stream. What a cut off or damaged file still gives is yielded; `damage` then takes the reason.
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  damage: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  let out: Uint8Array[] = [];
  let failed: Error | undefined;
  let resume = () => {
    // Nothing waits yet.
  };
  stream.on('data', (bytes: Buffer) => out.push(bytes));
  stream.on('error', (error) => {
    failed = error;
    resume();
  });
  stream.on('end', () => resume());

  /** Runs one step of the stream and takes what it gave. */
  async function step(run: (done: () => void) => void): Promise<Uint8Array[]> {
    await new Promise<void>((resolve) => {
      resume = resolve;
      run(resolve);
    });
    const given = out;
    out = [];
    return given;
  }

  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length && !failed; at += slice) {
      yield* await step((done) => stream.write(chunk.subarray(at, at + slice), () => done()));
    }
    if (failed) break;
  }
  if (!failed) yield* await step(() => stream.end());
  stream.destroy();
  if (failed) damage(failed.message);
}
