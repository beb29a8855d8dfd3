import { relative } from 'node:path';
import { Option, type Command } from 'commander';
import type { Layer } from '../../bundle/when.js';
import { bundleArgs } from '../../report/bundle/args.js';
import { bundleReporters } from '../../report/bundle/index.js';
import { bundleSummary } from '../../report/bundle/pretty.js';
import { bundleFile } from '../../report/bundle/supp.js';
import { plural } from '../../report/plural.js';
import { displayText } from '../../report/text.js';
import { numCallersRange } from '../../suppression/limits.js';
import type { Config } from '../config.js';
import { exit, type ExitCode } from '../exit.js';
import { refuseAsOutput } from '../files.js';
import { availableIn, bundleLayers, readAs, warnOfUnused, type BundledFiles } from '../layers.js';
import { options, repeatable, settings, withOptions, type Flags, type Settings } from '../options.js';
import { packsOf } from '../pack-files.js';
import { loadForTools } from '../load-for-tools.js';
import { readFor, targetOf } from '../target.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { writeSet } from '../write-set.js';

export function bundleCommand(command: Command): Command {
  return withOptions(
    command.description(
      'Puts the packs and the layers of the configuration that apply into one suppression file, on standard output. Entries ' +
        'whose own "# valgrind:" or "# library:" says that they are not for this place stay out.',
    ),
    [
      repeatable(
        '--for <key=value,...>',
        'what the set is for, where it is not this machine: platform, distribution, valgrind, tool, or the name of a library; repeats',
      ),
      new Option('--args', "print Valgrind's options in the place of a file").conflicts(['output']),
      new Option('--explain', 'say which layers apply, and why').conflicts(['args', 'output']),
      options.output(),
      options.valgrind('default: the installed one'),
      options.format(Object.keys(bundleReporters)).conflicts(['args', 'output']),
      options.json().conflicts(['args', 'output']),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
Layers, in the configuration (here as YAML), in the place of "sets":
  layers:
    - sets: supp/common.supp
    - when: { platform: linux-x86_64, distribution: debian >=12 }
      sets: supp/debian/*.supp
    - when: { tool: [helgrind, drd], valgrind: '>=3.19', library: glib-2.0 >=2.70 }
      sets: supp/glib-threads.supp
  packs: [glib, fontconfig]

  A layer applies when all that its "when" names holds; of a list one is enough, of libraries all must hold. General
  layers come first: Valgrind searches what it loads last first, so the special ones hide, and count, before them. Packs
  (see chaff packs) come before all layers. Where there are no layers, "sets" is one that always applies.

What is not said by --for:
  platform      this machine's
  distribution  ID and VERSION_ID of /etc/os-release
  valgrind      --valgrind, the configuration, or what "valgrind --version" says
  tool          the configuration where it names one, else memcheck, as Valgrind has it
  libraries     what pkg-config says, of those of packs also dpkg; a layer whose library nobody knows stays out, with a
                warning

Examples:
  $ chaff bundle -o valgrind.supp
  $ valgrind $(chaff bundle --args --for tool=helgrind) --tool=helgrind ./prog
  $ chaff bundle --explain --for platform=linux-aarch64,distribution=debian-12,valgrind=3.22,glib-2.0=2.74.6`,
  );
}

interface BundleFlags extends Omit<Flags, 'explain'> {
  readonly for?: readonly string[];
  readonly args?: boolean;
  readonly explain?: string | boolean;
}

export async function runBundle(
  _args: readonly string[],
  flags: BundleFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const said = readFor(flags.for ?? []);
  const chosen = await settings({ ...flags, explain: undefined } as Flags, terminal.cwd);
  const { config } = chosen;
  if (!config.layers && !config.packs && !config.sets)
    throw new UsageError(
      'the configuration has no “layers”, “packs” or “sets”; chaff bundle --help shows some',
    );
  const target = await targetOf(said, { valgrind: chosen.statedVersion, tool: toolOf(chosen) });
  const available = availableIn(config, await packsOf(config, terminal));
  const layers = config.layers ?? setsAsLayer(config, available.folder);
  const bundled = await bundleLayers({ ...available, layers }, target, terminal, said);
  const { bundle } = bundled;
  // Valgrind would not start with it.
  const tool = target.tool.value!;
  const version = readAs(target);
  loadForTools(bundle.files, [tool], { version, numCallers: numCallersRange(version).max });
  if (flags.explain || flags.json || flags.format) {
    terminal.out(bundleReporters[chosen.format]!(bundle));
    return exit.nothingToSay;
  }
  warnOfUnused(bundled, terminal);
  if (flags.args) printArgs(bundled, terminal);
  else await printFile(bundled, flags.output, terminal);
  return exit.nothingToSay;
}

async function printFile(
  { bundle, sources }: BundledFiles,
  output: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const names = sources.map(({ name }) => name);
  await refuseAsOutput(output, names, 'files that the bundle is made of', terminal.cwd);
  await writeSet(bundleFile(bundle), output, true, terminal);
  terminal.err(`${bundleSummary(bundle)} --explain tells why.\n`);
}

function printArgs({ bundle: { leftOut }, sources }: BundledFiles, terminal: Terminal): void {
  const warn = (text: string) => terminal.err(`warning: ${displayText(text)}\n`);
  if (leftOut.length > 0)
    warn(
      `${plural(leftOut.length, 'entry')} of these files ${leftOut.length === 1 ? 'is' : 'are'} not for this place, ` +
        'and options cannot leave them out; the file that chaff bundle prints does',
    );
  const split = sources.find(({ name }) => /\s/.test(name));
  if (split) warn(`a shell would split ${split.name} at its blanks: each line is one option`);
  terminal.bytes(Buffer.from(bundleArgs(sources.map(({ name }) => name))).toString('latin1'));
}

/** What a configuration without layers calls `sets`. */
function setsAsLayer({ sets }: Config, folder: string): readonly Layer[] {
  return sets ? [{ number: 1, sets: sets.map((path) => relative(folder, path)) }] : [];
}

/** The tool that the set is for where --for does not say. */
function toolOf({ config, tools }: Settings) {
  return config.tool && tools.length === 1
    ? { value: tools[0]!, from: 'the configuration' }
    : { value: 'memcheck' as const, from: "Valgrind's default" };
}
