// Prints the milliseconds from a file on disk to the suppressions that Memcheck has of it.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { load } from '../../dist/suppression/load.js';
import { parse } from '../../dist/suppression/parse.js';

const file = process.argv[2];
const start = performance.now();
load(parse(readFileSync(file, 'latin1')), { file, tool: 'memcheck' });
console.log(performance.now() - start);
