import type { Finding } from '../finding/finding.js';
import { coverersIn } from '../match/coverers.js';
import { covers, headsOf, type Example } from '../match/covers.js';
import { matchesStacks } from '../match/matches.js';
import { fittingStack } from '../match/separate.js';
import { recordedStacks } from '../match/stack.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Suppression, Tool } from '../suppression/suppression.js';

/** What an entry hides that its counterpart in another set does not. */
export interface Gain {
  /** Entries of the other set that hide it all nevertheless, each a part of it; empty where something is left. */
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
      const held = gained.map((part) => ({ ...part, coverer: covererOf(part) }));
      const open = held.filter(({ coverer }) => !coverer);
      const example = exampleOf(open.length > 0 ? open : held);
      const coverers = open.length > 0 ? [] : held.map(({ coverer }) => coverer!);
      return { coveredBy: [...new Set(coverers)], ...(example ? { example } : {}) };
    },
  };

  function covererOf({ tool, suppression }: Part): SetEntry | undefined {
    const { entryOf, coverersOf } = members(tool);
    for (const coverer of coverersOf(suppression)) return entryOf.get(coverer);
    return undefined;
  }

  function exampleOf(parts: readonly (Part & { readonly counterExample?: Example })[]): Example | undefined {
    const found = parts.flatMap(({ tool, counterExample }) =>
      counterExample ? [{ tool, counterExample }] : [],
    );
    const candidates = [...found, ...parts.map((part) => ({ tool: part.tool, counterExample: plain(part) }))];
    const isHidden = ({ tool, counterExample }: (typeof found)[number]) =>
      hidesAmong(members(tool).suppressions, counterExample);
    return found.length === 0
      ? undefined
      : (candidates.find((each) => !isHidden(each)) ?? found[0]!).counterExample;
  }
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

function hidesAmong(suppressions: readonly Suppression[], { frames, ...head }: Example): boolean {
  const finding = { ...head, frames, variants: [], hidesBelowMain: false } as Partial<Finding> as Finding;
  const stacks = recordedStacks(finding);
  return suppressions.some((each) => matchesStacks(each, finding, stacks) === 'yes');
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
