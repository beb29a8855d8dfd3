import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPatterns } from '../../dist/cli/load-for-tools.js';
import { newestVersion } from '../../dist/suppression/version.js';

/** The patterns of some knowledge, of all tools. */
export function patternsOf(...files) {
  return loadPatterns(
    files.map((file) => ({ name: fileURLToPath(file), bytes: readFileSync(file, 'latin1') })),
    newestVersion,
  );
}
