import type { Finding } from '../finding/finding.js';
import type { Answer } from '../match/answer.js';
import { kindMatches } from '../match/kind.js';
import { formatLeakSet } from '../suppression/leak-set.js';
import { leakKinds, type Suppression } from '../suppression/suppression.js';
import type { ReadEntry } from './entries.js';
import type { Why } from './why.js';

/** What an entry says before its locations, against a finding. */
export interface Head {
  readonly answer: Answer;
  /** Why the answer is not yes. */
  readonly why: readonly Why[];
  /** What has to be changed; undefined where nothing helps. */
  readonly changes: readonly HeadChange[] | undefined;
}

/** A change of one line above the locations. */
export interface HeadChange {
  readonly type: 'tool' | 'kind' | 'extra' | 'leak kinds';
  /** The lines as they are and as they should be; empty where there is none. */
  readonly was: string;
  readonly now: string;
  readonly apply: (suppression: Suppression) => Suppression;
  /** The kind of another error: that is as much as may be changed at all. */
  readonly isGreat?: true;
}

/** For how many changes these count. */
export function weightOf(changes: readonly HeadChange[]): number {
  return changes.reduce((sum, { isGreat }) => sum + (isGreat ? 2 : 1), 0);
}

const same: Head = { answer: 'yes', why: [], changes: [] };

/** @param suppression what the tool has of the entry, or would have if its name stood there as Valgrind spells it */
export function compareHead(entry: ReadEntry, suppression: Suppression, finding: Finding): Head {
  const heads = [compareTool(entry, finding), compareKind(suppression, finding)];
  const failed = heads.find(({ answer }) => answer === 'no') ?? heads.find(({ answer }) => answer !== 'yes');
  return {
    answer: failed?.answer ?? 'yes',
    why: heads.flatMap(({ why }) => why),
    changes: heads.every(({ changes }) => changes) ? heads.flatMap(({ changes }) => changes!) : undefined,
  };
}

function compareTool({ head, loaded, meant }: ReadEntry, { tool }: Finding): Head {
  const mended = loaded.has(tool) ? undefined : meant.get(tool);
  if (!mended) return same;
  return {
    answer: 'no',
    why: [{ because: `no tool reads "${head}": Valgrind compares the names of tools byte by byte` }],
    changes: [{ type: 'tool', was: head, now: mended.head, apply: (suppression) => suppression }],
  };
}

/** Valgrind has no error that these match. */
const neverMatch: Readonly<Record<string, string>> = {
  'Memcheck:CoreMem':
    'Valgrind compares the text of these errors with a line that it never reads, so none is hidden',
  'Helgrind:FreeMemLock':
    'there are no such errors any more, and Helgrind ends with a failed assertion at this entry',
};

function compareKind(suppression: Suppression, finding: Finding): Head {
  const answer = kindMatches(suppression, finding);
  if (answer === 'yes') return same;
  const { kind, extra } = finding;
  if (suppression.kind !== kind) {
    const withKind = (of: Suppression): Suppression => {
      const { name, file, line, frames } = of;
      return {
        ...{ name, file, line, frames, kind },
        ...(extra === undefined ? {} : { extra }),
        ...(finding.leakKind === undefined ? {} : { leakKinds: [finding.leakKind] }),
      };
    };
    const likeness = akin(suppression.kind, kind);
    const more = [extra, finding.leakKind && `match-leak-kinds: ${finding.leakKind}`].filter(Boolean);
    return {
      answer,
      why: [other(kind, suppression.kind, likeness)],
      changes: Object.hasOwn(neverMatch, kind)
        ? undefined
        : [
            {
              type: 'kind',
              was: suppression.kind,
              now: [kind, ...more].join(', '),
              apply: withKind,
              ...(likeness === undefined ? { isGreat: true } : {}),
            },
          ],
    };
  }
  if (Object.hasOwn(neverMatch, kind))
    return { answer, why: [{ because: neverMatch[kind]! }], changes: undefined };
  return kind === 'Memcheck:Leak'
    ? compareLeakKind(suppression, finding, answer)
    : compareExtra(suppression, finding, answer);
}

/** Why kinds are easily taken for each other; undefined where they are not. */
export function akin(one: string, other: string): string | undefined {
  const [a, b] = [one, other].map((kind) => kind.replace(/^.*:/, ''));
  const both = (pattern: RegExp) => pattern.test(a!) && pattern.test(b!);
  if (both(/^Addr\d/)) return 'the number is that of the bytes that are read or written';
  if (both(/^Value\d/)) return 'the number is that of the bytes of the value';
  if (both(/^(?:Value\d+|Cond)$/))
    return 'Cond is a jump that depends on the value, Value8 an address of 8 bytes made from it';
  return undefined;
}

function other(is: string, wants: string, because: string | undefined): Why {
  return { compared: { is, wants, answer: 'no' }, ...(because === undefined ? {} : { because }) };
}

function compareLeakKind(suppression: Suppression, { leakKind }: Finding, answer: Answer): Head {
  if (leakKind === undefined)
    return { answer, why: [{ because: 'the log does not tell the leak kind' }], changes: undefined };
  const had = suppression.leakKinds ?? leakKinds;
  const line = (kinds: Parameters<typeof formatLeakSet>[0]) => `match-leak-kinds: ${formatLeakSet(kinds)}`;
  const widened = leakKinds.filter((kind) => kind === leakKind || had.includes(kind));
  return {
    answer,
    why: [other(leakKind, line(had), 'the kind of the leak is not in the set')],
    changes: [
      {
        type: 'leak kinds',
        was: line(had),
        now: line(widened),
        apply: (of) => ({ ...of, leakKinds: widened }),
      },
    ],
  };
}

function compareExtra({ extra = '' }: Suppression, finding: Finding, answer: Answer): Head {
  const told = finding.extra;
  if (told === undefined)
    return { answer, why: [{ because: 'the log does not tell the extra line' }], changes: undefined };
  return {
    answer,
    why: [other(told, extra, whyOther(extra, told))],
    changes: [{ type: 'extra', was: extra, now: told, apply: (of) => ({ ...of, extra: told }) }],
  };
}

function whyOther(extra: string, told: string): string {
  if (/[*?]/.test(extra)) return 'this line is compared byte by byte, * and ? in it are no wildcards';
  if (extra.replace(/\(.*/s, '') === told.replace(/\(.*/s, ''))
    return 'it is compared byte by byte, and other versions of Valgrind spell it in another way';
  return 'it is compared byte by byte';
}
