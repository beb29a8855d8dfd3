// Reads a suppression file as Memcheck would, and says how many entries it has.
import { readFileSync } from 'node:fs';
import { load } from '../../dist/suppression/load.js';
import { parse } from '../../dist/suppression/parse.js';

const file = process.argv[2];
const { suppressions } = load(parse(readFileSync(file, 'latin1')), { file, tool: 'memcheck' });
console.log(suppressions.length);
