import { createRequire } from 'node:module';

/** What we use of Ajv. */
interface Ajv {
  addMetaSchema(schema: object): void;
  compile(schema: object): { (data: unknown): boolean; errors?: readonly unknown[] | null };
}

/**
 * The official schema, and the validator that it was written for, as `@microsoft/jest-sarif` ships them. Its matchers
 * themselves need parts of Jest that it does not bring along.
 */
const fromHere = createRequire(import.meta.url);
const fromSarif = createRequire(fromHere.resolve('@microsoft/jest-sarif/package.json'));
const schema = fromSarif('./lib/schemas/sarif-2.1.0-rtm.5.json') as object;
const ajv = new (fromSarif('ajv') as new (options: object) => Ajv)({ schemaId: 'id', meta: false });
ajv.addMetaSchema(fromSarif('ajv/lib/refs/json-schema-draft-04.json') as object);
const validate = ajv.compile(schema);

/** What SARIF 2.1.0 has against a log; nothing when it is valid. */
export function sarifErrors(log: unknown): string[] {
  return validate(log) ? [] : (validate.errors ?? []).map((error) => JSON.stringify(error));
}
