import type { Finding } from '../../finding/finding.js';
import type { OwnCode } from '../../minimize/own.js';
import type { FoundCause } from '../cause.js';
import { responsible, shownName, siteOf } from '../frames.js';

/** Undefined values, by where they were made, if the log tells. Of several origins the first counts (see origins.ts). */
export function originCause({ origins }: Finding, own: OwnCode): FoundCause | undefined {
  const frames = origins[0]?.frames;
  const site = frames && siteOf(frames);
  if (frames === undefined || site === undefined) return undefined;
  const frame = responsible(frames, site, own) ?? site.frame;
  return { key: shownName(frame), cause: { type: 'origin', frame } };
}
