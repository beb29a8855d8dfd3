import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** On what was measured. */
export function machine() {
  const all = cpus();
  return {
    cpu: all[0].model.trim(),
    cores: all.length,
    node: process.version,
    valgrind: versionOf('valgrind'),
  };
}

/** Undefined where the command is not there. */
function versionOf(command) {
  try {
    return execFileSync(command, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
