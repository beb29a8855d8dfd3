import { UsageError } from '../usage-error.js';

/** Where the server of a queue is. */
export interface Address {
  /** As given, with user and password. */
  readonly url: string;
  /** Without them, for messages. */
  readonly shown: string;
}

/** Throws `UsageError`, which does not tell the text: it may hold a password. */
export function addressFrom(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^rediss?:$/.test(parsed.protocol) || parsed.hostname === '')
    throw new UsageError('--queue must be a URL like redis://host:6379 or rediss://user:password@host:6379');
  const { protocol, host, pathname } = parsed;
  return { url, shown: `${protocol}//${host}${pathname === '/' ? '' : pathname}` };
}
