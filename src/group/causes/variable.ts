import type { Finding } from '../../finding/finding.js';
import type { OwnCode } from '../../minimize/own.js';
import type { FoundCause } from '../cause.js';
import { responsible, shownName, siteOf } from '../frames.js';

const raceKinds: ReadonlySet<string> = new Set(['Helgrind:Race', 'drd:ConflictingAccess']);

/** Races, by the variable, if the tool knows it. */
export function variableCause(finding: Finding, own: OwnCode): FoundCause | undefined {
  if (!raceKinds.has(finding.kind)) return undefined;
  const name = symbolOf(finding) ?? localOf(finding) ?? blockOf(finding, own);
  return name === undefined ? undefined : { key: name, cause: { type: 'variable', name } };
}

const address = /\b0x0*([0-9a-f]{1,16})\b/i;

/**
 * The captions that describe the racing address. Others describe the locks that were held: they name another address.
 */
function descriptions({ what, auxiliary }: Finding): readonly { at: number; caption: string }[] {
  const racing = address.exec(what.slice(0, 300))?.[1]?.toLowerCase();
  const found: { at: number; caption: string }[] = [];
  for (const [at, each] of auxiliary.entries()) {
    const caption = each.caption.slice(0, 1000).trim();
    if (!/^(?:Address|Location) 0x/.test(caption)) continue;
    if (racing !== undefined && address.exec(caption)?.[1]?.toLowerCase() === racing)
      found.push({ at, caption });
  }
  return found;
}

/** `global var "x"`, `data symbol "x"`, or with --read-var-info=yes also a part of it: `table[3].used`. */
function symbolOf(finding: Finding): string | undefined {
  for (const { at, caption } of descriptions(finding)) {
    const named = /\binside ((?:global var|local var|data symbol) "[^"]{1,300}")/.exec(caption)?.[1];
    if (named !== undefined) {
      const declared = /^declared at (\S{1,300}?)(?::\d+)?(?:,|$)/.exec(captionAfter(finding, at))?.[1];
      return declared === undefined ? named : `${named} of ${declared}`;
    }
    const part = /^Location 0x[0-9a-f]+ is [\d,]+ bytes? inside ([^\s"]{1,300}?),?$/i.exec(caption)?.[1];
    // Elements of an array are one variable, and so are the fields of a struct.
    if (part !== undefined) return `var "${part.replace(/[.[][^]*$/, '')}"`;
  }
  return undefined;
}

/** Something on a stack: named after the function that made the frame. */
function localOf(finding: Finding): string | undefined {
  for (const { at, caption } of descriptions(finding)) {
    if (!/ is on thread #?\d+'s stack/.test(caption)) continue;
    const maker = /^in frame #\d+, created by (.{1,300}) \([^()]*\)$/.exec(captionAfter(finding, at))?.[1];
    if (maker !== undefined) return `local variable of ${maker}`;
  }
  return undefined;
}

/** A block of the heap: by where it was allocated. DRD's XML tells that in a stack of its own. */
function blockOf(finding: Finding, own: OwnCode): string | undefined {
  for (const { at, caption } of descriptions(finding)) {
    if (!/ inside a block of size [\d,]+ (?:alloc|free)'d|\bat offset -?\d+ from 0x/.test(caption)) continue;
    const frames = finding.auxiliary[at]!.frames;
    const next = finding.auxiliary[at + 1];
    const stack =
      frames.length > 0 ? frames : next?.caption.startsWith('Allocation context') ? next.frames : [];
    const site = siteOf(stack);
    if (site !== undefined)
      return `block allocated in ${shownName(responsible(stack, site, own) ?? site.frame)}`;
  }
  return undefined;
}

function captionAfter({ auxiliary }: Finding, at: number): string {
  return (auxiliary[at + 1]?.caption ?? '').slice(0, 1000).trim();
}
