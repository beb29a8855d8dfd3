import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DecideResponse } from '../../src/report/triage/wire.js';
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
  '{"decisions":[{"undo":"1"}]}',
  '{"decisions":[{"undo":-1}]}',
])('%s is no decision, and nothing is written', async (body) => {
  expect((await post('decide', body)).status).toBe(400);
  const { text } = await ask({ path: `${address.pathname}judged` });
  expect((JSON.parse(text) as { readonly verdicts: string }).verdicts).toBe('-'.repeat(48));
});

/** A server of its own. */
async function withServer(
  work: (
    decide: (
      ...decisions: readonly object[]
    ) => Promise<Partial<DecideResponse> & { readonly error?: string }>,
    path: (name: string) => string,
  ) => Promise<void>,
): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), 'chaff-triage-'));
  const { url, stop } = await serve(program, [log], own);
  try {
    const headers = { Origin: new URL(url).origin, 'Content-Type': 'application/json' };
    await work(
      async (...decisions) => {
        const body = JSON.stringify({ decisions });
        const response = await fetch(`${url}decide`, { method: 'POST', headers, body });
        return (await response.json()) as DecideResponse;
      },
      (name) => join(own, name),
    );
  } finally {
    await stop();
    rmSync(own, { recursive: true, force: true });
  }
}

test('an edit by hand of equal size between two decisions is shown, and survives the second', async () => {
  await withServer(async (decide, path) => {
    expect((await decide({ findings: [0, 1], verdict: 'fix' })).judged!.verdicts).toMatch(/^ff-+$/);
    const before = readFileSync(path('fix.supp'), 'latin1');
    // The first of the two is for another function now.
    const edited = before.replace(/fun:main$/m, 'fun:mine');
    writeFileSync(path('fix.supp'), edited);
    expect(edited).toHaveLength(before.length);
    expect((await decide({ findings: [2], verdict: 'fix' })).judged!.verdicts).toMatch(/^-ff-+$/);
    expect(readFileSync(path('fix.supp'), 'latin1').startsWith(edited)).toBe(true);
  });
});

test('undo of more than a request can hold is a number, and all comments come back', async () => {
  await withServer(async (decide, path) => {
    const findings = Array.from({ length: 48 }, (_, at) => at);
    await decide({ findings, verdict: 'suppress' });
    let entries = 0;
    const commented = readFileSync(path('suppress.supp'), 'latin1').replace(/^# added/gm, (added) => {
      entries += 1;
      const lines = Array.from(
        { length: 20 },
        (_, at) => `# said of ${entries}: ${at} ${'x'.repeat(1500)}\n`,
      );
      return lines.join('') + added;
    });
    expect(commented.length).toBeGreaterThan(1 << 20);
    writeFileSync(path('suppress.supp'), commented);
    const { undo } = await decide({ findings, verdict: null });
    expect(JSON.stringify(undo)).toMatch(/^\[\d+\]$/);
    const taken = await decide({ undo: undo![0] });
    expect(taken).toMatchObject({ undo: [null], judged: { verdicts: 's'.repeat(48) } });
    const lines = (text: string) => text.split('\n').filter(Boolean).sort();
    expect(lines(readFileSync(path('suppress.supp'), 'latin1'))).toEqual(lines(commented));
    expect((await decide({ undo: undo![0] })).error).toBe('this was taken back already, or is too long ago');
  });
});
