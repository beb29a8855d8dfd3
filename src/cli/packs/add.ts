import { mkdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Pack } from '../../pack/pack.js';
import { copyOf, copyState, readProvenance, type CopyState } from '../../pack/provenance.js';
import { displayText } from '../../report/text.js';
import { readConfig, type Config } from '../config.js';
import { exit, type ExitCode } from '../exit.js';
import { writeWholeIf } from '../files.js';
import type { Flags } from '../options.js';
import { packsNamed } from '../pack-files.js';
import { setFiles } from '../set-files.js';
import type { Terminal } from '../terminal.js';
import { cannotRead, codeOf, reasonOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';
import { version } from '../version.js';

/** Where copies go unless somebody says so. */
export const usualFolder = 'suppressions';

interface AddFlags extends Flags {
  readonly force?: boolean;
}

/** A copy that is there, or will be. */
interface Copy {
  readonly pack: Pack;
  /** As it is told, and absolute. */
  readonly name: string;
  readonly path: string;
  /** The bytes that are there. */
  readonly before: string | undefined;
  readonly state: CopyState;
}

export async function addPacks(
  names: readonly string[],
  { output = usualFolder, force = false, dryRun, config }: AddFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cwd } = terminal;
  const configuration = await readConfig(cwd, config);
  const packs = await packsNamed(names, '', terminal);
  const copies = await Promise.all(packs.map((pack) => copyIn(output, pack, cwd)));
  if (!force) refuseChanged(copies.filter(({ pack }) => names.includes(pack.head.name)));
  const isWritten = (copy: Copy) =>
    copy.state === 'absent' || copy.state === 'other version' || (force && copy.state !== 'current');
  for (const copy of copies) {
    if (isWritten(copy) && !dryRun) await write(copy, resolve(cwd, output), terminal);
    terminal.out(`${displayText(`${copy.name}: ${outcome(copy, isWritten(copy))}`)}\n`);
  }
  if (dryRun) return copies.some(isWritten) ? exit.findings : exit.nothingToSay;
  await tellUse(copies, configuration, terminal);
  return exit.nothingToSay;
}

async function copyIn(folder: string, pack: Pack, cwd: string): Promise<Copy> {
  const name = join(folder, `${pack.head.name}.supp`);
  const path = resolve(cwd, name);
  const before = await readFile(path, 'latin1').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw cannotRead(name, error);
  });
  return { pack, name, path, before, state: copyState(before, pack.head.name, pack.file.bytes) };
}

/** Packs that only come with others stay as somebody made them; those that are named are not written over silently. */
function refuseChanged(copies: readonly Copy[]): void {
  const own = copies.filter(({ state }) => state === 'changed' || state === 'foreign');
  if (own.length === 0) return;
  const told = own.map(({ name, state }) =>
    state === 'changed'
      ? `${name} has been changed since it was added`
      : `${name} is there, and not from here`,
  );
  throw new UsageError(
    `${told.join('; ')}: nothing was written; --force writes over it, -o FOLDER puts the copy elsewhere to compare`,
  );
}

async function write({ pack, name, path, before }: Copy, folder: string, terminal: Terminal): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new UsageError(`cannot make ${folder}: ${reasonOf(error)}`);
  });
  const bytes = copyOf(pack.head.name, pack.file.bytes, version(), terminal.today);
  const isStill = async () => (await readFile(path, 'latin1').catch(() => undefined)) === before;
  if (!(await writeWholeIf(path, bytes, isStill)))
    throw new UsageError(`${name} was changed just now; it stays as it is`);
}

function outcome({ state, before, pack }: Copy, isWritten: boolean): string {
  const from = before === undefined ? undefined : readProvenance(before);
  const was = from ? `, which was of chaff ${from.chaff}, added ${from.added}` : '';
  switch (state) {
    case 'absent':
      return `pack ${pack.head.name}, new`;
    case 'current':
      return `pack ${pack.head.name}, as it is already`;
    case 'other version':
      return `pack ${pack.head.name}, in the place of the copy${was}`;
    case 'changed':
    case 'foreign':
      return isWritten
        ? `pack ${pack.head.name}, written over what was there`
        : `left as it is, for ${state === 'changed' ? 'it has been changed since it was added' : 'it is not from here'}`;
  }
}

/** Says what to put into the configuration, unless it has the files already. */
async function tellUse(copies: readonly Copy[], config: Config, terminal: Terminal): Promise<void> {
  const { sets, layers, packs = [], file } = config;
  const known = sets ? await setFiles([], sets, terminal).catch(() => []) : [];
  const missing = copies.filter(({ path }) => !known.includes(path));
  const twice = copies.filter(({ pack }) => packs.includes(pack.head.name));
  const say = (text: string) => terminal.err(`${displayText(text)}\n`);
  if (twice.length > 0)
    say(
      `The configuration names ${twice.map(({ pack }) => pack.head.name).join(', ')} in “packs” as well; one of both is enough.`,
    );
  else if (missing.length > 0) {
    const folder = file === undefined ? terminal.cwd : resolve(file, '..');
    const list = missing.map(({ path }) => `"${relative(folder, path)}"`).join(', ');
    say(
      layers
        ? `In the configuration, before the other layers: { "sets": [${list}] }`
        : `In the configuration (.chaffrc): "sets": [${list}]`,
    );
  }
}
