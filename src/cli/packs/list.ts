import { fitOf } from '../../pack/fit.js';
import type { PackHead } from '../../pack/pack.js';
import { packListReporters } from '../../report/packs/list.js';
import type { Here } from '../../report/packs/words.js';
import { exit, type ExitCode } from '../exit.js';
import { installedLibrary } from '../installed-library.js';
import type { Flags } from '../options.js';
import { allPacks } from '../pack-files.js';
import type { Terminal } from '../terminal.js';

export async function listPacks(
  _args: readonly string[],
  { json }: Flags,
  terminal: Terminal,
): Promise<ExitCode> {
  const packs = await allPacks(terminal);
  const listed = await Promise.all(packs.map(async (pack) => ({ pack, here: await libraryOf(pack.head) })));
  terminal.out(packListReporters[json ? 'json' : 'pretty']!(listed));
  return exit.nothingToSay;
}

/** What this machine has of the library of a pack. */
export async function libraryOf(head: PackHead): Promise<Here> {
  const library = await installedLibrary(head.library.name, head.library.packages);
  return { library, fit: fitOf(head, library) };
}
