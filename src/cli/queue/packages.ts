import { codeOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';

/** The packages that only a queue needs; whoever installs chaff need not have them. */
export interface Packages {
  readonly bullmq: typeof import('bullmq');
  readonly Redis: typeof import('ioredis').Redis;
}

/** Throws `UsageError` where they are not installed. */
export async function loadPackages(): Promise<Packages> {
  try {
    return { bullmq: await import('bullmq'), Redis: (await import('ioredis')).Redis };
  } catch (error) {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      '--queue needs the packages bullmq and ioredis beside chaff: npm install bullmq ioredis (with --global where chaff is global)',
    );
  }
}
