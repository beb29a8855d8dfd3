import { ErrorCodes, ResponseError, type Position } from 'vscode-languageserver/node';

/** How far a session has come. The protocol lets an editor ask about documents in the middle of it only. */
export type Stage = 'before initialize' | 'open' | 'after shutdown';

/** Why nothing can be asked for now; undefined where it can. */
export function refusalAt(stage: Stage): ResponseError<void> | undefined {
  if (stage === 'before initialize')
    return new ResponseError(ErrorCodes.ServerNotInitialized, 'the first request must be “initialize”');
  if (stage === 'after shutdown')
    return new ResponseError(ErrorCodes.InvalidRequest, 'nothing can be asked for after “shutdown”');
  return undefined;
}

/** What a request must have. The library hands on whatever the editor sends. */
export type Needs = 'document' | 'position' | 'range and context' | 'own data';

/** Tells what is missing in the parameters of a request; undefined where they are whole. */
export function faultIn(params: unknown, needs: Needs): ResponseError<void> | undefined {
  return has(params, needs) ? undefined : new ResponseError(ErrorCodes.InvalidParams, `no valid ${needs}`);
}

function has(params: unknown, needs: Needs): boolean {
  const { textDocument, position, range, context, data } = fieldsOf(params);
  if (needs === 'own data') return isText(fieldsOf(data)['uri']);
  if (!isText(fieldsOf(textDocument)['uri'])) return false;
  if (needs === 'position') return isPosition(position);
  if (needs === 'document') return true;
  const { start, end } = fieldsOf(range);
  return isPosition(start) && isPosition(end) && typeof context === 'object' && context !== null;
}

function isPosition(value: unknown): value is Position {
  const { line, character } = fieldsOf(value);
  return Number.isInteger(line) && Number.isInteger(character);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
