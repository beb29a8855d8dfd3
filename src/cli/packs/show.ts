import { entriesFor } from '../../pack/fit.js';
import { packShowReporters } from '../../report/packs/show.js';
import { exit, type ExitCode } from '../exit.js';
import type { Flags } from '../options.js';
import { packsNamed } from '../pack-files.js';
import type { Terminal } from '../terminal.js';
import { libraryOf } from './list.js';

interface ShowFlags extends Flags {
  readonly supp?: boolean;
}

export async function showPack(
  [name]: readonly string[],
  { supp, json }: ShowFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  // Those that it needs come first.
  const pack = (await packsNamed([name!], '', terminal)).at(-1)!;
  if (supp) {
    terminal.bytes(pack.file.bytes);
    return exit.nothingToSay;
  }
  const here = await libraryOf(pack.head);
  const libraries = new Map([[pack.head.library.name, here.library]]);
  terminal.out(
    packShowReporters[json ? 'json' : 'pretty']!({ pack, here, forHere: entriesFor(pack, libraries) }),
  );
  return exit.nothingToSay;
}
