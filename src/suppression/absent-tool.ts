import { coreName, tools } from './tools.js';
import { existsIn } from './version.js';

/** Names that stand in old files and in those for newer Valgrinds: why this version has no such tool. */
export function whyAbsent(name: string, version: string): string | undefined {
  if (name === 'Addrcheck') return 'Addrcheck was removed in Valgrind 3.2';
  if (name === 'core' && coreName(version) !== 'core') return 'Valgrind 3.23 and later have no "core"';
  if (name === 'CoreError' && coreName(version) !== name) return 'CoreError is known from Valgrind 3.23 on';
  const info = tools.find(({ displayName }) => displayName === name);
  if (!info || existsIn(info, version)) return undefined;
  if (existsIn({ since: info.since }, version)) return `${name} was removed in Valgrind ${info.until}`;
  return `${name} is part of Valgrind from ${info.since} on`;
}

/** Tools that report no errors, so that they read no suppressions. `none` reads those of the core. */
export const toolsWithoutErrors: readonly string[] = [
  'Massif',
  'DHAT',
  'Callgrind',
  'Cachegrind',
  'Lackey',
  'Nulgrind',
  'exp-bbv',
  'exp-dhat',
];
