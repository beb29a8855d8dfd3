import type { Finding } from '../finding/finding.js';
import { exactLines } from '../generate/lines.js';
import { formatLocation } from '../suppression/location.js';
import type { Suppression } from '../suppression/suppression.js';

/**
 * What people paste: the generated entry of each noise finding, cut after `length` frames, each once; without those
 * that are the cut entry of a real finding as well.
 */
export function cutSet(noise: readonly Finding[], real: readonly Finding[], length: number): Suppression[] {
  const forbidden = new Set(real.map((finding) => keyOf(finding, length)));
  const set = new Map<string, Suppression>();
  for (const finding of noise) {
    const key = keyOf(finding, length);
    if (finding.frames.length === 0 || forbidden.has(key)) continue;
    set.set(key, {
      name: finding.id,
      kind: finding.kind,
      extra: finding.extra,
      ...(finding.leakKind ? { leakKinds: [finding.leakKind] } : {}),
      frames: exactLines(finding, length),
      file: '',
      line: 0,
    });
  }
  return [...set.values()];
}

function keyOf(finding: Finding, length: number): string {
  const lines = exactLines(finding, length).map(formatLocation);
  return [finding.kind, finding.extra ?? '', finding.leakKind ?? '', ...lines].join('\n');
}
