// Makes find-records.wasm.js of find-records.wat: the module as text, which goes wherever code goes.
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const name = 'find-records.wat';
const source = readFileSync(new URL(name, import.meta.url), 'utf8');
const { buffer } = (await wabt()).parseWat(name, source, { simd: true, bulk_memory: true }).toBinary({});
writeFileSync(
  new URL('find-records.wasm.js', import.meta.url),
  `// Made from ${name}.\nexport default '${Buffer.from(buffer).toString('base64')}';\n`,
);
