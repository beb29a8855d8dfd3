import type { Finding } from '../finding/finding.js';
import { coverersIn } from '../match/coverers.js';
import { covers, headsOf, type Example } from '../match/covers.js';
import { matchesStacks } from '../match/matches.js';
import { fittingStack, separatingStack } from '../match/separate.js';
import { recordedStacks } from '../match/stack.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Suppression, Tool } from '../suppression/suppression.js';

/** What an entry hides that its counterpart in another set does not. */
export interface Gain {
  /** Entries of the other set that hide it all nevertheless, each some of it; empty where something is left. */
  readonly coveredBy: readonly SetEntry[];
  /**
   * A finding that shows it: one that no entry of the other set hides, where there is one to be had. Absent where the
   * search was given up: then it is not sure that there is any.
   */
  readonly example?: Example;
}

/** What the entries of a set hide, for questions about single entries of another one. */
export interface Coverage {
  /**
   * What does an entry hide that its counterpart, one of the set, does not? Undefined where there is nothing. Without a
   * counterpart it is all that the entry hides.
   */
  readonly gain: (entry: SetEntry, counterpart: SetEntry | undefined) => Gain | undefined;
}

/** Prepares the question for a set. What is made for it, by tool, is kept. */
export function coverageOf(set: readonly SetEntry[]): Coverage {
  const byTool = new Map<Tool, ReturnType<typeof membersFor>>();
  const members = (tool: Tool) => {
    const known = byTool.get(tool) ?? membersFor(tool, set);
    byTool.set(tool, known);
    return known;
  };
  return {
    gain(entry, counterpart) {
      const gained = partsOf(entry).flatMap((part) => {
        const own = counterpart?.loaded.get(part.tool);
        const coverage = own ? covers(own, part.suppression) : { covers: false, counterExample: plain(part) };
        return coverage.covers ? [] : [{ ...part, ...coverage }];
      });
      if (gained.length === 0) return undefined;
      const held = gained.map((part) => ({ counterExample: part.counterExample, ...beyondAll(part) }));
      const open = held.filter(({ coverers }) => coverers.length === 0);
      const shown =
        open.length > 0 ? open.map(({ example }) => example) : held.map((each) => each.counterExample);
      const example = shown.find((each) => each !== undefined);
      const coverers = open.length > 0 ? [] : held.flatMap((each) => each.coverers);
      return { coveredBy: [...new Set(coverers)], ...(example ? { example } : {}) };
    },
  };

  /** Who hides all of a part nevertheless, alone or together; else a finding of it that nobody hides, where one is found. */
  function beyondAll(part: Part & { readonly counterExample?: Example }): Beyond {
    const coverer = covererOf(part);
    if (coverer) return { coverers: [coverer] };
    const { tool, suppression, counterExample } = part;
    const { entryOf, suppressions } = members(tool);
    const simple = [counterExample, plain(part)].find(
      (each) => each && hidersAmong(suppressions, each).length === 0,
    );
    if (simple) return { coverers: [], example: simple };
    const rivals: Suppression[] = [];
    while (rivals.length < mostRivals) {
      const frames = separatingStack(suppression.frames, ...rivals.map((each) => each.frames));
      if (frames === 'none') return { coverers: rivals.map((each) => entryOf.get(each)!) };
      if (frames === 'undecided') break;
      const example = { ...headsOf(suppression)[0]!, frames };
      const [hider] = hidersAmong(suppressions, example);
      if (!hider) return { coverers: [], example };
      rivals.push(hider);
    }
    return { coverers: [] };
  }

  function covererOf({ tool, suppression }: Part): SetEntry | undefined {
    const { entryOf, coverersOf } = members(tool);
    for (const coverer of coverersOf(suppression)) return entryOf.get(coverer);
    return undefined;
  }
}

/** So many entries are asked at once whether they leave something of another one. */
const mostRivals = 16;

interface Beyond {
  readonly coverers: readonly SetEntry[];
  readonly example?: Example;
}

/** A part of what an entry hides, of which the set is asked by itself. */
interface Part {
  readonly tool: Tool;
  readonly suppression: Suppression;
}

/** For each tool that reads the entry; each kind of leak is a part, for other entries may share them out. */
function partsOf({ loaded }: SetEntry): readonly Part[] {
  return [...loaded].flatMap(([tool, suppression]) =>
    headsOf(suppression).map(({ leakKind }) => ({
      tool,
      suppression: leakKind ? { ...suppression, leakKinds: [leakKind] } : suppression,
    })),
  );
}

/** The shortest finding that a part hides. */
function plain({ suppression }: Part): Example {
  return { ...headsOf(suppression)[0]!, frames: fittingStack(suppression.frames) };
}

function hidersAmong(
  suppressions: readonly Suppression[],
  { frames, ...head }: Example,
): readonly Suppression[] {
  const finding = { ...head, frames, variants: [], hidesBelowMain: false } as Partial<Finding> as Finding;
  const stacks = recordedStacks(finding);
  return suppressions.filter((each) => matchesStacks(each, finding, stacks) === 'yes');
}

function membersFor(tool: Tool, set: readonly SetEntry[]) {
  const entryOf = new Map<Suppression, SetEntry>();
  for (const entry of set) {
    const suppression = entry.loaded.get(tool);
    if (suppression) entryOf.set(suppression, entry);
  }
  const suppressions = [...entryOf.keys()];
  return { entryOf, suppressions, coverersOf: coverersIn(suppressions) };
}
