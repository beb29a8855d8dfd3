import { cutOff } from '../advice/cut-off.js';
import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import { ownPattern } from '../minimize/own.js';
import { mark, type Knowledge } from '../minimize/marks.js';
import { plural } from '../report/plural.js';
import { displayText } from '../report/text.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { realVerdictPaths } from './config-verdicts.js';
import type { ReadCorpus } from './corpus.js';
import { refuseAsOutput } from './files.js';
import type { Place } from './left-out.js';
import type { Settings } from './options.js';
import { readSets } from './set-files.js';
import { loadPatterns } from './load-for-tools.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/**
 * Reads what options and configuration say of real findings, noise and own code. Throws `UsageError` where one of the files is the
 * `output`, which would be written over.
 */
export async function readKnowledge(settings: Settings, place: Place, output?: string): Promise<Knowledge> {
  const [real, noise] = [await readSets(settings.real, place), await readSets(settings.noise, place)];
  const names = [...real, ...noise].map(({ name }) => name);
  await refuseAsOutput(output, names, 'files that tell real findings from noise', place.cwd);
  return {
    real: loadPatterns(real, settings.version),
    noise: loadPatterns(noise, settings.version),
    unmarked: settings.unmarked,
    own: ownPatterns(settings),
  };
}

/** What options or configuration call own code. Throws `UsageError` for what is no pattern. */
export function ownPatterns({ own, config }: Settings): FramePattern[] {
  const place = own === config.own ? `${config.file!}: “own”` : '--own';
  return own.map((text) => {
    const pattern = ownPattern(text);
    if (!pattern)
      throw new UsageError(`${place} takes obj:PATTERN, fun:PATTERN or src:PATTERN, not “${text}”`);
    return pattern;
  });
}

/** So many of what a warning is about are named. */
const most = 3;

/**
 * Warns of patterns of `--real` that match no finding: a name may be misspelt, and what it should keep reported would be taken
 * for noise. Of verdicts `check` tells it.
 */
export function warnOfUnmet(
  real: readonly Suppression[],
  findings: readonly Finding[],
  { config }: Settings,
  terminal: Terminal,
): void {
  const verdicts = realVerdictPaths(config);
  const named = real.filter(({ file }) => !verdicts.includes(file));
  const unmet = replay(named, findings).suppressions.flatMap(({ suppression, certain, possible }) =>
    certain.length + possible.length === 0 ? [suppression] : [],
  );
  if (unmet.length === 0) return;
  const shown = unmet.slice(0, most).map(({ name, file, line }) => `${file}:${line} “${name}”`);
  const more = unmet.length > most ? ` and ${unmet.length - most} more` : '';
  const how = `${unmet.length} of ${named.length} patterns of --real`;
  terminal.err(displayText(`warning: no finding matches ${how}: ${shown.join(', ')}${more}`) + '\n');
}

/**
 * Warns of findings that are noise only because no own code is on what `--num-callers` left of their stacks: it may have stood
 * further out.
 */
export function warnOfCutStacks(
  knowledge: Knowledge,
  { corpus, findings }: Pick<ReadCorpus, 'corpus' | 'findings'>,
  terminal: Terminal,
): void {
  if (knowledge.unmarked !== 'auto') return;
  const cut = cutOff(findings, corpus.processes);
  const noiseIf = (unmarked: Knowledge['unmarked']) =>
    mark(cut.findings, { ...knowledge, unmarked }).map(({ marked }) => marked === 'noise');
  const byPatterns = noiseIf('real');
  const count = noiseIf('auto').filter((isNoise, at) => isNoise && !byPatterns[at]).length;
  if (count === 0) return;
  terminal.err(
    `warning: ${count} of ${plural(findings.length, 'finding')} ${count === 1 ? 'counts' : 'count'} as noise though --num-callers cut ` +
      `the stack off after ${cut.depths.slice(0, most).join(', ')} frames: own code further out is not seen (record with --num-callers=${cut.wanted})\n`,
  );
}
