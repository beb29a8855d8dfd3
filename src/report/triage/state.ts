import type { Advice } from '../../advice/advice.js';
import type { Finding, Frame } from '../../finding/finding.js';
import { shownName } from '../../group/frames.js';
import type { Group, Owner } from '../../group/group.js';
import type { Judgement, Verdict } from '../../verdict/verdict.js';
import { adviceText, causeText, kindText, shownText } from './words.js';
import { owners, type JudgedState, type TriageState } from './wire.js';

export interface StateParts {
  readonly findings: readonly Finding[];
  readonly groups: readonly Group[];
  readonly advice: readonly Advice[];
  readonly ownerOf: (frame: Frame) => Owner;
  /** Ids of findings that the sets in use surely hide. */
  readonly hidden: ReadonlySet<string>;
  readonly files: Readonly<Record<Verdict, string>>;
}

/** What the page needs to list, search and filter: everything once. */
export function stateOf({ findings, groups, advice, ownerOf, hidden, files }: StateParts): TriageState {
  const names = numbered();
  const runs = numbered();
  const frames: number[] = [];
  const frameNumbers = new Map<string, number>();
  const byFrame = new Map<Frame, number>();
  const frameNumber = (frame: Frame): number => {
    const before = byFrame.get(frame);
    if (before !== undefined) return before;
    const row = [
      names.of(shownText(shownName(frame))),
      frame.obj === undefined || frame.obj === '???' ? -1 : names.of(shownText(frame.obj)),
      owners.indexOf(ownerOf(frame)),
    ];
    const key = row.join(' ');
    let number = frameNumbers.get(key);
    if (number === undefined) {
      number = frameNumbers.size;
      frameNumbers.set(key, number);
      frames.push(...row);
    }
    byFrame.set(frame, number);
    return number;
  };
  const stacks: number[][] = [];
  const stackNumbers = new Map<string, number>();
  const stackNumber = (stack: readonly Frame[]): number => {
    const row = stack.map(frameNumber);
    const key = row.join(' ');
    let number = stackNumbers.get(key);
    if (number === undefined) {
      number = stacks.push(row) - 1;
      stackNumbers.set(key, number);
    }
    return number;
  };
  const columns = {
    id: findings.map(({ id }) => id),
    kind: findings.map((finding) => names.of(shownText(kindText(finding)))),
    what: findings.map(({ what }) => names.of(shownText(what))),
    stack: findings.map((finding) => stackNumber(finding.frames)),
    count: findings.map(({ count }) => count),
    runs: findings.map(({ places }) => [...new Set(places.map(({ log }) => runs.of(shownText(log))))]),
    hidden: findings.map(({ id }) => (hidden.has(id) ? 1 : 0)),
  };
  const position = new Map(findings.map(({ id }, at) => [id, at]));
  return {
    names: names.all,
    frames,
    stacks,
    findings: columns,
    groups: groups.map((group) => ({
      id: group.id,
      title: causeText(group.cause),
      findings: group.findings.map(({ id }) => position.get(id)!),
      count: group.count,
      ...(group.bytes === undefined ? {} : { bytes: group.bytes }),
    })),
    runs: runs.all,
    advice: advice.map(adviceText),
    files,
  };
}

const letters: Readonly<Record<Verdict, string>> = { fix: 'f', annotate: 'a', suppress: 's' };

/** What the verdict files say, as short as it can be said: it is sent after each decision. */
export function judgedState(judgement: Judgement, revision: number): JudgedState {
  return {
    revision,
    verdicts: judgement.findings.map(({ verdict }) => (verdict ? letters[verdict] : '-')).join(''),
    contradicted: judgement.findings.flatMap(({ contradicted }, at) => (contradicted ? [at] : [])),
    unneeded: judgement.unneeded.slice(0, mostUnneeded).map(({ verdict, entry: { name, file, line } }) => ({
      verdict,
      name: shownText(name),
      file: shownText(file),
      line,
    })),
  };
}

const mostUnneeded = 200;

interface Numbered {
  readonly all: readonly string[];
  readonly of: (text: string) => number;
}

function numbered(): Numbered {
  const all: string[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    of(text) {
      let number = numbers.get(text);
      if (number === undefined) {
        number = all.push(text) - 1;
        numbers.set(text, number);
      }
      return number;
    },
  };
}
