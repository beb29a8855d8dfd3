import type { Finding } from '../../finding/finding.js';
import type { OwnCode } from '../../minimize/own.js';
import { responsible, shownName, siteOf } from '../frames.js';
import type { FoundCause } from '../cause.js';

/**
 * Leaks, by who the block is for. A library function that own code called directly makes something for that code, so its
 * callers are causes of their own. What is still reachable is another matter than what was lost.
 */
export function allocationCause({ frames, leakKind }: Finding, own: OwnCode): FoundCause | undefined {
  if (leakKind === undefined) return undefined;
  const site = siteOf(frames);
  if (site === undefined) return undefined;
  const frame = responsible(frames, site, own) ?? site.frame;
  const state = leakKind === 'reachable' ? leakKind : 'lost';
  // Through what library function own code asked does not matter: it forgets what it gets.
  const through = frame === site.frame && site.through !== '' ? `\n${site.through}` : '';
  return { key: `${state}\n${shownName(frame)}${through}`, cause: { type: 'allocation', frame } };
}
