import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const isHere = spawnSync('redis-server', ['--version']).status === 0;
const isRequired = process.env['CHAFF_REQUIRE_REDIS'] === '1';

/** Skipped without a redis-server, or failing when `CHAFF_REQUIRE_REDIS=1`. */
export const skipped = !isHere && !isRequired;

/** A redis-server of our own on a free port, with its files in a folder. */
export class QueueServer {
  #process: ChildProcess | undefined;
  #port = 0;
  readonly #options: readonly string[];
  readonly #folder: string;
  readonly #clients: Redis[] = [];

  constructor(folder: string, ...options: string[]) {
    this.#folder = folder;
    this.#options = options;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    const options = ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#folder];
    this.#process = spawn('redis-server', [...options, ...this.#options], { stdio: 'ignore' });
    // Not while it loads what it had.
    while (!/^(?:\+PONG|-NOAUTH)/.test(await this.#ping())) {
      if (this.#process.exitCode !== null) throw new Error('redis-server ended');
      await sleep(20);
    }
  }

  async #ping(): Promise<string> {
    const socket = createConnection(this.#port, '127.0.0.1').setEncoding('latin1');
    socket.write('PING\r\n');
    const [reply] = (await once(socket, 'data').catch(() => [''])) as [string];
    socket.destroy();
    return reply;
  }

  client(): Redis {
    const client = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    client.on('error', () => undefined);
    this.#clients.push(client);
    return client;
  }

  async kill(): Promise<void> {
    if (!this.#process) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
    this.#process = undefined;
  }

  async end(): Promise<void> {
    for (const client of this.#clients) client.disconnect();
    await this.kill();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
