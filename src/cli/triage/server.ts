import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import type { JudgedState } from '../../report/triage/wire.js';
import { reasonOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';
import type { PageFile } from '../page-files.js';
import { admit } from './admit.js';
import { BadRequest, readDecisions, readFindings, readJson } from './body.js';
import type { Session } from './session.js';

export interface TriageServer {
  /** With the secret. */
  readonly url: string;
  /** Is something that was decided on its way to the disk? */
  readonly isWriting: () => boolean;
  /** Lets what was decided be written and answered first. */
  readonly close: () => Promise<void>;
}

/** Only the page's own files and answers are loaded, by nobody but the page, and nothing is kept. */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/**
 * Serves the page and the answers of a session on 127.0.0.1, at a port that the system chooses and a path that nobody can
 * guess. Nothing else is served, and nothing is asked of any other machine.
 */
export async function serveTriage(
  session: Session,
  page: ReadonlyMap<string, PageFile>,
): Promise<TriageServer> {
  const secret = randomBytes(24).toString('base64url');
  let host = '';
  const deciding = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const admitted = admit(request, { host, secret });
    if ('refused' in admitted) return end(response, admitted.refused);
    const answered = answer(admitted.path, request, response, session, page).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      // What is left of the request is not read.
      response.setHeader('Connection', 'close');
      if (error instanceof BadRequest) sendJson(response, { error: error.message }, error.status);
      else sendJson(response, { error: error instanceof Error ? error.message : String(error) }, 500);
    });
    if (admitted.path !== 'decide') return;
    const sent = answered.then(() => finished(response)).catch(() => undefined);
    deciding.add(sent);
    void sent.then(() => deciding.delete(sent));
  });
  server.maxHeadersCount = 100;
  await listening(server);
  const { port } = server.address() as AddressInfo;
  host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}/${secret}/`,
    isWriting: () => deciding.size > 0,
    async close() {
      while (deciding.size > 0) await Promise.all(deciding);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new UsageError(`cannot listen on 127.0.0.1: ${reasonOf(error)}`)));
    server.listen(0, '127.0.0.1', resolve);
  });
}

async function answer(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  page: ReadonlyMap<string, PageFile>,
): Promise<void> {
  if (request.method === 'GET') return answerGet(path, request, response, session, page);
  if (request.method !== 'POST') return end(response, 405);
  const count = session.findings.length;
  switch (path) {
    case 'decide':
      return sendJson(
        response,
        await session.decide(readDecisions(await readJson(request), count).decisions),
      );
    case 'preview':
      return sendJson(response, await session.preview(readFindings(await readJson(request), count)));
    default:
      return end(response, 404);
  }
}

function answerGet(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  page: ReadonlyMap<string, PageFile>,
): void {
  const file = page.get(path === '' ? 'index.html' : path);
  if (file) {
    response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.bytes.length });
    response.end(file.bytes);
    return;
  }
  const at = Number(/\?at=(\d{1,9})$/.exec(request.url!)?.[1] ?? -1);
  switch (path) {
    case 'state':
      return sendJson(response, session.state);
    case 'judged':
      return sendJson(response, session.judged());
    case 'group':
      return session.groups[at] ? sendJson(response, session.group(at)) : end(response, 404);
    case 'finding':
      return session.findings[at] ? sendJson(response, session.finding(at)) : end(response, 404);
    case 'events':
      return sendEvents(response, session);
    default:
      return end(response, 404);
  }
}

/** Tells what the verdict files say, now and whenever that changes. */
function sendEvents(response: ServerResponse, session: Session): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const send = (judged: JudgedState) => response.write(`data: ${JSON.stringify(judged)}\n\n`);
  send(session.judged());
  const stop = session.listen(send);
  response.on('close', stop);
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
  response.end(bytes);
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
