import { createHash } from 'node:crypto';
import { schemaVersion } from '../../collect/schema.js';
import { version } from '../version.js';

export const queueName = 'logs';
export const prefix = 'chaff';

/** Some logs, for one worker to hash or to read. */
export interface Shard {
  readonly work: 'hash' | 'read';
  /** Names are relative to it; the same place on all machines. */
  readonly cwd: string;
  readonly names: readonly string[];
}

/** What a job carries: a shard, and what the corpus that comes of it depends on besides the logs. */
export interface ShardJob extends Shard {
  readonly chaff: string;
  /** The version of the corpus, see schema.ts. */
  readonly schema: number;
}

export function jobOf(shard: Shard): ShardJob {
  return { ...shard, chaff: version(), schema: schemaVersion };
}

/** The shard of a job; a text that says why this program must not do it. */
export function shardOf(data: unknown): Shard | string {
  if (typeof data !== 'object' || data === null) return 'the job is none of chaff';
  const { chaff, schema, work, cwd, names } = data as Record<string, unknown>;
  if (chaff !== version() || schema !== schemaVersion)
    return (
      `chaff differs: the job is of ${told(chaff)} with corpora of version ${told(schema)}, ` +
      `the worker of ${version()} with corpora of version ${schemaVersion}`
    );
  if ((work !== 'hash' && work !== 'read') || typeof cwd !== 'string' || !isListOfText(names))
    return 'the job is none of chaff';
  return { work, cwd, names };
}

function told(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'no version';
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** The same for the same shard of a batch, so that adding it again adds nothing. */
export function idOf(batch: string, { work, cwd, names }: Shard): string {
  const hash = createHash('sha256').update(JSON.stringify([work, cwd, names]));
  return `${batch}-${hash.digest('hex').slice(0, 32)}`;
}

/**
 * Where the result of a job is put. Not into the job itself, since BullMQ keeps what jobs return in its stream of events, too.
 */
export function resultKey(id: string): string {
  return `${prefix}:result:${id}`;
}
