import type { Frame } from '../finding/finding.js';
import { funMatches } from '../match/fun.js';
import { hasWildcard } from '../match/glob.js';
import { objMatches } from '../match/obj.js';
import type { NamePattern } from './candidate.js';

/** The frames, by number, that a line meets; `maybe` are those of which the log does not tell. */
export interface Row {
  readonly yes: ReadonlySet<number>;
  readonly maybe: ReadonlySet<number>;
}

/** Frames by number: those that `fun:` and `obj:` cannot tell apart have the same. */
export interface NumberedFrames {
  readonly distinct: readonly Frame[];
  readonly numberOf: (frame: Frame) => number;
  /** What a line meets of the frames that have a number by now. */
  readonly meet: (line: NamePattern) => Row;
}

/** Frames that are one to the lines of a type. */
interface Alike {
  readonly frame: Frame;
  readonly ids: number[];
}

export function numberedFrames(): NumberedFrames {
  const distinct: Frame[] = [];
  /** By object, then by name. */
  const numbers = new Map<string | undefined, Map<string | undefined, number>>();
  const byName = new Map<string, Alike>();
  const byObject = new Map<string, Alike>();
  const indexes = { fun: { of: 0, find: noneYet }, obj: { of: 0, find: noneYet } };
  const file = (groups: typeof byName, key: string, frame: Frame, id: number) => {
    const group = groups.get(key);
    if (group) group.ids.push(id);
    else groups.set(key, { frame, ids: [id] });
  };
  const numberOf = (frame: Frame): number => {
    const { fun, demangled, obj } = frame;
    let sameObject = numbers.get(obj);
    if (!sameObject) numbers.set(obj, (sameObject = new Map<string | undefined, number>()));
    const name = demangled === undefined ? fun : `${fun ?? ''}\n${demangled}`;
    let id = sameObject.get(name);
    if (id === undefined) {
      id = distinct.push(frame) - 1;
      sameObject.set(name, id);
      file(byName, name ?? '', frame, id);
      file(byObject, obj ?? '', frame, id);
    }
    return id;
  };
  const meet = (line: NamePattern): Row => {
    const groups = line.type === 'fun' ? byName : byObject;
    const index = indexes[line.type];
    if (index.of !== groups.size) {
      index.of = groups.size;
      index.find = byText([...groups.values()], ({ frame }) => frame[line.type]);
    }
    const compare = line.type === 'fun' ? funMatches : objMatches;
    const yes = new Set<number>();
    const maybe = new Set<number>();
    for (const { frame, ids } of index.find(line.pattern)) {
      const answer = compare(line.pattern, frame);
      if (answer !== 'no') for (const id of ids) (answer === 'yes' ? yes : maybe).add(id);
    }
    return { yes, maybe };
  };
  return { distinct, numberOf, meet };
}

const noneYet: Find = () => [];

type Find = (pattern: string) => Iterable<Alike>;

/**
 * Finds what a pattern could fit: by what it spells in front of its first wildcard. Where the text is not told anything could be.
 */
function byText(all: readonly Alike[], textOf: (one: Alike) => string | undefined): Find {
  const untold = all.filter((one) => textOf(one) === undefined);
  const told = all
    .flatMap((one) => {
      const text = textOf(one);
      return text === undefined ? [] : [{ text, one }];
    })
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return function* (pattern) {
    yield* untold;
    const spelled = hasWildcard(pattern) ? pattern.slice(0, pattern.search(/[*?]/)) : pattern;
    let low = 0;
    let high = told.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (told[middle]!.text < spelled) low = middle + 1;
      else high = middle;
    }
    for (; low < told.length && told[low]!.text.startsWith(spelled); low++) yield told[low]!.one;
  };
}
