import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases.js';
import { machine } from './machine.js';
import { compare } from './measure.js';
import { table } from './table.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
});
const names = cases.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));

if (values.help || unknown.length > 0 || !/^[1-9]\d{0,3}$/.test(values.runs)) {
  console.error(`Usage: npm run bench -- [--json] [--runs N] [CASE...]\nCases: ${names.join(', ')}`);
  process.exitCode = values.help ? 0 : 2;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'chaff-bench-'));
  try {
    const results = cases
      .filter(({ name }) => positionals.length === 0 || positionals.includes(name))
      .filter(canRun)
      .flatMap((each) => measured(each, folder, Number(values.runs)));
    console.log(
      values.json ? JSON.stringify({ machine: machine(), results }, null, 2) : table(machine(), results),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A case whose other side is not installed is left out, and that is said. */
function canRun({ name, needs = [] }) {
  const missing = needs.filter((command) => spawnSync(command, ['--version']).error !== undefined);
  if (missing.length > 0) console.error(`${name}: left out, there is no ${missing.join(' and no ')}`);
  return missing.length === 0;
}

/** A result for each size of a case. */
function measured({ name, sizes, unit, aim, atLeast, sides, runs, show, note }, folder, asked) {
  return sizes.map((size) => {
    console.error(`${name}, ${size} ${unit} ...`);
    const times = runs ?? asked;
    const compared = compare(sides(size, folder), times);
    const most = typeof aim === 'function' ? aim(size) : aim;
    return {
      name,
      size,
      unit,
      aim: most,
      atLeast,
      runs: times,
      ...compared,
      note: note?.(compared.medians, size, folder),
      show,
    };
  });
}
