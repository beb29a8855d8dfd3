import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildChaff } from '../cli/built.js';
import { serve, type Served } from './served.js';

const log = fileURLToPath(new URL('../corpus/talk/talk.xml', import.meta.url));
let program = '';
let folder = '';
let served: Served;
let address: URL;

beforeAll(async () => {
  program = await buildChaff();
  folder = mkdtempSync(join(tmpdir(), 'chaff-triage-'));
  served = await serve(program, [log], folder);
  address = new URL(served.url);
});
afterAll(async () => {
  const code = await served.stop();
  for (const each of [folder, dirname(dirname(program))]) rmSync(each, { recursive: true, force: true });
  expect(code, 'Ctrl-C ends it as it should').toBe(0);
});

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Asks as no browser would let a page ask: with any header. */
function ask({
  path = `${address.pathname}state`,
  method = 'GET',
  headers = {},
  body,
}: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: address.port, path, method, headers };
    const asked = request(options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text: Buffer.concat(pieces).toString(),
        }),
      );
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  ask({
    path: `${address.pathname}${path}`,
    method: 'POST',
    headers: { Origin: address.origin, 'Content-Type': 'application/json', ...headers },
    body,
  });

test('it listens on the loopback address, at a path of 128 bits or more that is another one each time', async () => {
  expect(address.hostname).toBe('127.0.0.1');
  const secret = address.pathname.split('/')[1]!;
  expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(16);
  const other = await serve(program, [log], folder);
  expect(new URL(other.url).pathname).not.toBe(address.pathname);
  expect(await other.stop()).toBe(0);
});

test('whoever knows the address is answered, and nothing is kept or sent on', async () => {
  const { status, headers, text } = await ask({});
  expect(status).toBe(200);
  expect((JSON.parse(text) as { readonly findings: { readonly id: string[] } }).findings.id).toHaveLength(48);
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/,
  );
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  ['another name for this address', { Host: 'attacker.example' }],
  ['the right name at another port', { Host: '127.0.0.1:1' }],
  ['a page of somebody else', { Origin: 'http://attacker.example' }],
  ['a page without origin of its own', { Origin: 'null' }],
  ['another site that loads it', { 'Sec-Fetch-Site': 'cross-site' }],
])('%s is refused', async (_, headers) => {
  const { status, text } = await ask({ headers });
  expect(status).toBe(403);
  expect(text).toBe('');
});

test('a link to the page can be followed from anywhere', async () => {
  const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document' };
  expect((await ask({ path: address.pathname, headers })).status).toBe(200);
  const framed = { ...headers, 'Sec-Fetch-Dest': 'iframe' };
  expect((await ask({ path: address.pathname, headers: framed })).status).toBe(403);
});

test.each(['/', '/state', '/favicon.ico', '/wrong/state'])(
  '%s, without the secret, is not there',
  async (path) => {
    const { status, text } = await ask({ path });
    expect(status).toBe(404);
    expect(text).toBe('');
  },
);

test.each(['../../etc/passwd', '%2e%2e/page.js', 'constructor', 'sub/page.js', 'page.map'])(
  '%s below the secret is not there: only its own files are served',
  async (path) => {
    expect((await ask({ path: `${address.pathname}${path}` })).status).toBe(404);
  },
);

test.each(['PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await ask({ method, headers: { Origin: address.origin } })).status).toBe(405);
});

test('what changes something must come from the page itself, as JSON, and be short', async () => {
  const body = '{"decisions":[]}';
  expect((await post('decide', body)).status).toBe(200);
  const path = `${address.pathname}decide`;
  const withoutOrigin = await ask({
    path,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  expect(withoutOrigin.status).toBe(403);
  expect((await post('decide', body, { 'Content-Type': 'text/plain' })).status).toBe(415);
  expect((await post('decide', ' '.repeat(2 << 20))).status).toBe(413);
});

test.each([
  '{',
  'null',
  '[]',
  '{"decisions":1}',
  '{"decisions":[{"findings":[48],"verdict":"fix"}]}',
  '{"decisions":[{"findings":[-1],"verdict":"fix"}]}',
  '{"decisions":[{"findings":["0"],"verdict":"fix"}]}',
  '{"decisions":[{"findings":[0],"verdict":"ignore"}]}',
  '{"decisions":[{"findings":[0],"verdict":"fix","reason":7}]}',
  '{"decisions":[{"findings":[0],"verdict":"fix","comments":["}"]}]}',
  '{"decisions":[{"findings":[0],"verdict":"fix","standing":7}]}',
])('%s is no decision, and nothing is written', async (body) => {
  expect((await post('decide', body)).status).toBe(400);
  const { text } = await ask({ path: `${address.pathname}judged` });
  expect((JSON.parse(text) as { readonly verdicts: string }).verdicts).toBe('-'.repeat(48));
});

test('an edit by hand of equal size between two decisions is shown, and survives the second', async () => {
  const other = mkdtempSync(join(tmpdir(), 'chaff-triage-'));
  const one = await serve(program, [log], other);
  try {
    const { origin } = new URL(one.url);
    const decide = async (...findings: readonly number[]) => {
      const response = await fetch(`${one.url}decide`, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'application/json' },
        body: JSON.stringify({ decisions: [{ findings, verdict: 'fix' }] }),
      });
      return ((await response.json()) as { readonly judged: { readonly verdicts: string } }).judged.verdicts;
    };
    expect(await decide(0, 1)).toMatch(/^ff-+$/);
    const file = join(other, 'fix.supp');
    const before = readFileSync(file, 'latin1');
    // The first of the two is for another function now.
    const edited = before.replace(/fun:main$/m, 'fun:mine');
    writeFileSync(file, edited);
    expect(edited).toHaveLength(before.length);
    expect(await decide(2)).toMatch(/^-ff-+$/);
    expect(readFileSync(file, 'latin1').startsWith(edited)).toBe(true);
  } finally {
    await one.stop();
    rmSync(other, { recursive: true, force: true });
  }
});
