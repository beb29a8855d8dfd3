import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import { automatonOf, type Fitting } from './automaton/automaton.js';
import { hitsOf, type Replay } from './hits.js';
import { entriesByKind } from './kind.js';
import { matchesStacks, type MatchOptions } from './matches.js';
import { recordedStacks } from './stack.js';

/**
 * Lays a whole set over findings. The set is that of one tool, so the findings must be of that tool as well;
 * only pairs of equal kind are looked at.
 */
export function replay(
  set: readonly Suppression[],
  findings: readonly Finding[],
  options: MatchOptions = {},
): Replay {
  const matching = isFew(set, findings) ? askingEach(set) : askingAll(set, findings);
  const hits = hitsOf(set, findings);
  for (let from = 0; from < findings.length; from += block) {
    const some = findings.slice(from, from + block);
    const stacks = some.map((each) => recordedStacks(each, options.numCallers));
    matching({ findings: some, stacks }, (at, entry, isSure) => {
      hits.add(from + at, entry, isSure);
    });
  }
  return hits.told();
}

/** So many findings are looked at together. */
const block = 256;

/** Is it quicker to ask each entry than to make an automaton of them? */
function isFew(set: readonly Suppression[], findings: readonly Finding[]): boolean {
  return set.length <= 16 || set.length * findings.length <= 1000;
}

function askingEach(set: readonly Suppression[]): Fitting {
  const byKind = entriesByKind(set);
  return ({ findings, stacks }, hit) => {
    findings.forEach((finding, at) => {
      for (const entry of byKind.get(finding.kind) ?? []) {
        const answer = matchesStacks(set[entry]!, finding, stacks[at]!);
        if (answer !== 'no') hit(at, entry, answer === 'yes');
      }
    });
  };
}

function askingAll(set: readonly Suppression[], findings: readonly Finding[]): Fitting {
  const every = Math.ceil(findings.length / 500);
  const sample = findings.filter((_, at) => at % every === 0).flatMap(({ frames }) => frames);
  return automatonOf(set, sample);
}
