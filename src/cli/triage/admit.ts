import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request must show to be answered. */
export interface Admission {
  /** `127.0.0.1:PORT`, as the browser names it: another name for this address is an attack by DNS. */
  readonly host: string;
  /** Stands in the path, so that other programs and users of this machine cannot ask. */
  readonly secret: string;
}

/** The rest of the path below the secret, or the status with which a request is refused. */
export type Admitted = { readonly path: string } | { readonly refused: 403 | 404 };

/**
 * Is a request one of our page? Its `Host` must be the address that we printed; its `Origin`, where there is one, must be
 * ours, and there must be one where something is to change. What a page of somebody else sends has another one.
 */
export function admit(
  request: Pick<IncomingMessage, 'headers' | 'method' | 'url'>,
  admission: Admission,
): Admitted {
  const { host, origin } = request.headers;
  if (host !== admission.host) return { refused: 403 };
  if (origin !== undefined && origin !== `http://${admission.host}`) return { refused: 403 };
  if (origin === undefined && request.method !== 'GET') return { refused: 403 };
  const { 'sec-fetch-site': site, 'sec-fetch-dest': into } = request.headers;
  // Who follows a link, as in a terminal that is a page itself, opens the page as a document of its own.
  const isOpened = request.method === 'GET' && into === 'document';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isOpened) return { refused: 403 };
  const [, secret, ...rest] = (request.url ?? '').replace(/\?[^]*$/, '').split('/');
  if (secret === undefined || rest.length !== 1 || !isSame(secret, admission.secret)) return { refused: 404 };
  return { path: rest[0]! };
}

/** Takes as long for any two texts. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
