import { Option, type Command } from 'commander';
import { groupFindings } from '../../group/group-findings.js';
import { triagePretty } from '../../report/triage/pretty.js';
import { displayText } from '../../report/text.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { toldToEnd } from '../interrupt.js';
import { readKnowledge } from '../knowledge.js';
import { options, settings, withOptions, type Flags, type Settings } from '../options.js';
import { readPage } from '../page-files.js';
import { readSets } from '../set-files.js';
import { loadPatterns } from '../load-for-tools.js';
import { loadSetsInUse, readSetsInUse } from '../sets-in-use.js';
import type { Terminal } from '../terminal.js';
import { openBrowser } from '../triage/open-browser.js';
import { serveTriage } from '../triage/server.js';
import { openSession, type Session } from '../triage/session.js';
import { pathsIn, verdictStore } from '../triage/store.js';

export function triageCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Shows the findings by likely cause on a page of this machine, with advice, where each gets its verdict: fix, annotate ' +
          'or suppress. The verdicts are written to fix.supp, annotate.supp and suppress.supp. Ctrl-C ends it.',
      )
      .argument('[logs...]', 'Valgrind logs, text or XML: files, directories, globs, - for standard input'),
    [
      new Option(
        '--verdicts <folder>',
        'where fix.supp, annotate.supp and suppress.supp are (default: as the configuration says, else here)',
      ),
      new Option('--print', 'print groups, advice and verdicts instead, for a terminal without browser'),
      new Option('--open', 'open the page in the browser'),
      options.suppressions(),
      options.defaultSupp(),
      options.real(),
      options.own(),
      options.guard(),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.jobs(),
      options.config(),
    ],
  );
}

interface TriageFlags extends Flags {
  readonly verdicts?: string;
  readonly print?: boolean;
  readonly open?: boolean;
}

/** How often the verdict files are looked at while somebody has the page open, in milliseconds. */
const lookEvery = 500;

export async function runTriage(
  logs: readonly string[],
  flags: TriageFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const paths =
    flags.verdicts === undefined
      ? (chosen.config.verdicts ?? pathsIn('.', terminal.cwd))
      : pathsIn(flags.verdicts, terminal.cwd);
  const store = verdictStore(paths, terminal.cwd);
  const session = await sessionOf(logs, flags, chosen, store, terminal);
  if (flags.print) {
    terminal.out(triagePretty(session.printed()));
    return exit.nothingToSay;
  }
  const server = await serveTriage(session, await readPage());
  const told = toldToEnd(['SIGINT', 'SIGTERM', 'SIGHUP']);
  const names = [store.names.fix, store.names.annotate, store.names.suppress].join(', ');
  terminal.err(displayText(`Verdicts are written to ${names}.`) + '\n');
  terminal.err('The page is for whoever has this address; Ctrl-C ends it:\n');
  terminal.out(`${server.url}\n`);
  if (flags.open)
    openBrowser(server.url, (why) => terminal.err(displayText(`warning: no browser opens: ${why}`) + '\n'));
  const timer = setInterval(() => void session.look(), lookEvery);
  await told.signal;
  clearInterval(timer);
  if (server.isWriting()) terminal.err('Writing what was decided; Ctrl-C once more ends it at once.\n');
  await server.close();
  await session.end();
  return exit.nothingToSay;
}

async function sessionOf(
  logs: readonly string[],
  flags: TriageFlags,
  chosen: Settings,
  store: ReturnType<typeof verdictStore>,
  terminal: Terminal,
): Promise<Session> {
  const inUse = await readSetsInUse(chosen, flags, terminal);
  const { own } = await readKnowledge(chosen, terminal);
  // Not those of the verdict files, which change meanwhile.
  const patterns = await readSets(flags.real ?? chosen.config.real ?? [], terminal);
  const read = await readCorpus(logs, chosen.config.logs, terminal, flags);
  const { findings, corpus } = read;
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps(read, numCallers, terminal);
  const tools = [...new Set([...corpus.processes, ...findings].flatMap(({ tool }) => tool ?? []))].sort();
  terminal.progress('looking for likely causes');
  const circumstances = { own, findings, processes: corpus.processes, notices: corpus.notices };
  const session = await openSession({
    groups: groupFindings(findings, own),
    circumstances,
    sets: loadSetsInUse(inUse, tools, { version: chosen.version, numCallers }),
    real: loadPatterns(patterns, chosen.version),
    store,
    version: chosen.version,
    numCallers,
    guard: chosen.guard,
    today: terminal.today,
  });
  terminal.progress('');
  return session;
}
