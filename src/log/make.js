// Makes NAME.wasm.js of each NAME.wat: the module as text, which goes wherever code goes.
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const { parseWat } = await wabt();

for (const name of ['text/find-records', 'xml/find-frames']) {
  const source = readFileSync(new URL(`${name}.wat`, import.meta.url), 'utf8');
  const { buffer } = parseWat(`${name}.wat`, source, { simd: true, bulk_memory: true }).toBinary({});
  writeFileSync(
    new URL(`${name}.wasm.js`, import.meta.url),
    `// Made from ${name}.wat.\nexport default '${Buffer.from(buffer).toString('base64')}';\n`,
  );
}
