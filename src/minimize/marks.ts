import type { Finding } from '../finding/finding.js';
import { mostOrigins } from '../finding/origins.js';
import { replay } from '../match/replay.js';
import type { Suppression } from '../suppression/suppression.js';
import { ownFrameReason, type OwnCode } from './own.js';

/** What is known about findings: patterns of real ones, patterns of noise, and a rule for the rest. */
export interface Knowledge {
  /** Loaded without the cut of `--num-callers`. */
  readonly real: readonly Suppression[];
  readonly noise: readonly Suppression[];
  /** What a finding is that nothing marks. */
  readonly unmarked: 'auto' | 'noise' | 'real';
  readonly own: OwnCode;
}

export interface Mark {
  readonly finding: Finding;
  readonly marked: 'real' | 'noise';
  readonly reason: string;
  /** Marked as noise as well; real wins. */
  readonly contested: boolean;
}

/**
 * Says of each finding whether it is real or noise. Doubt makes it real: a `real` pattern that only may match
 * counts, a `noise` pattern must surely match, and a finding that both mark is real. So is one whose undefined value has
 * several origins.
 */
export function mark(findings: readonly Finding[], knowledge: Knowledge): Mark[] {
  const byReal = replay(knowledge.real, findings).findings;
  const byNoise = replay(knowledge.noise, findings).findings;
  const place = new Map(knowledge.real.map((pattern, at) => [pattern, at]));
  return findings.map((finding, position) => {
    const { certain, possible } = byReal[position]!;
    const [sure, maybe] = [certain[0], possible[0]];
    const real = sure && maybe ? (place.get(sure)! < place.get(maybe)! ? sure : maybe) : (sure ?? maybe);
    const noise = byNoise[position]!.certain[0];
    if (real)
      return {
        finding,
        marked: 'real',
        reason: `marked real by “${real.name}” (${real.file}:${real.line})`,
        contested: noise !== undefined,
      };
    // Suppressions see the primary stack alone: what was judged may be one of the origins only.
    if (finding.origins.length > 1)
      return { finding, marked: 'real', reason: manyOrigins(finding), contested: noise !== undefined };
    if (noise)
      return { finding, marked: 'noise', reason: `marked noise by “${noise.name}”`, contested: false };
    return { finding, ...unmarked(finding, knowledge), contested: false };
  });
}

function manyOrigins({ origins }: Finding): string {
  const many = origins.length < mostOrigins ? String(origins.length) : `${mostOrigins} or more`;
  return `its undefined value has ${many} origins, and no suppression can tell them apart`;
}

function unmarked(finding: Finding, { unmarked, own }: Knowledge): Pick<Mark, 'marked' | 'reason'> {
  if (unmarked !== 'auto') return { marked: unmarked, reason: `unmarked findings are ${unmarked}` };
  const reason = ownFrameReason(finding, own);
  return reason === undefined
    ? { marked: 'noise', reason: 'no frame is own code' }
    : { marked: 'real', reason };
}
