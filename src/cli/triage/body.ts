import type { IncomingMessage } from 'node:http';
import type { DecideRequest, DecisionRequest, UndoRequest } from '../../report/triage/wire.js';
import { verdicts } from '../../verdict/verdict.js';

/** A request that has no meaning; the status says why. */
export class BadRequest extends Error {
  constructor(
    readonly status: 400 | 413 | 415,
    message: string,
  ) {
    super(message);
  }
}

/** All findings of a large log as numbers, and some texts. */
const longest = 1 << 20;
const longestText = 2000;

/** Reads a body of JSON. Throws `BadRequest` for another type, one that is too long, and what is no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json(?:;|$)/.test(request.headers['content-type'] ?? ''))
    throw new BadRequest(415, 'the body must be application/json');
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > longest) throw new BadRequest(413, 'the body is too long');
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
  } catch {
    throw new BadRequest(400, 'the body is no JSON');
  }
}

/** Reads `{decisions: […]}`; `count` is the number of findings there are. Throws `BadRequest`. */
export function readDecisions(body: unknown, count: number): DecideRequest {
  const decisions = isObject(body) ? body['decisions'] : undefined;
  if (!Array.isArray(decisions)) throw new BadRequest(400, '“decisions” must be a list');
  return { decisions: decisions.map((each) => readDecision(each, count)) };
}

/** Reads `{findings: […]}`. Throws `BadRequest`. */
export function readFindings(body: unknown, count: number): readonly number[] {
  const findings = isObject(body) ? body['findings'] : undefined;
  if (!Array.isArray(findings) || !findings.every((at) => isPlace(at, count)))
    throw new BadRequest(400, '“findings” must be a list of numbers of findings');
  return [...new Set(findings as number[])];
}

function readDecision(value: unknown, count: number): DecisionRequest | UndoRequest {
  if (isObject(value) && value['undo'] !== undefined) return { undo: readNumber(value['undo']) };
  const findings = readFindings(value, count);
  const { verdict, ...rest } = value as Readonly<Record<string, unknown>>;
  const known = verdicts.find((each) => each === verdict);
  if (verdict !== null && known === undefined)
    throw new BadRequest(400, `“verdict” must be null or one of ${verdicts.join(', ')}`);
  const texts = (['reason', 'bug', 'owner'] as const).flatMap((key) => {
    const text = rest[key];
    if (text === undefined) return [];
    if (typeof text !== 'string' || text.length > longestText)
      throw new BadRequest(400, `“${key}” must be a text of at most ${longestText} characters`);
    return [[key, text]];
  });
  return {
    findings,
    verdict: known ?? null,
    ...(Object.fromEntries(texts) as object),
  };
}

function readNumber(value: unknown): number {
  if (!isPlace(value, Infinity)) throw new BadRequest(400, '“undo” must be a number that a decision got');
  return value;
}

function isPlace(value: unknown, count: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < count;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
