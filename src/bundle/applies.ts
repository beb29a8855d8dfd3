import type { Answer } from '../match/answer.js';
import { isInRange } from '../suppression/version-range.js';
import { isReleaseIn } from './release.js';
import type { Fact, Target } from './target.js';
import type { Asked, NamedRange, When } from './when.js';

/** Whether one condition holds. */
export interface Reason {
  readonly key: keyof When;
  /** What the condition asks for, as it is written. */
  readonly wants: string;
  readonly answer: Answer;
  /** What is there; undefined where nobody knows. */
  readonly is: string | undefined;
  /** Who says so, or why nobody does. */
  readonly from: string;
}

export interface Decision {
  readonly answer: Answer;
  /** One for each condition. */
  readonly because: readonly Reason[];
}

/** Does everything that a layer asks for hold? What is not known makes it unknown, unless something else fails. */
export function applies(when: When, target: Target): Decision {
  const because = [
    ...any(
      'platform',
      when.platform,
      target.platform,
      ({ os, arch }) => `${os}-${arch}`,
      (here, asked) =>
        answerTo(
          (asked.os === undefined || asked.os === here.os) &&
            (asked.arch === undefined || asked.arch === here.arch),
        ),
    ),
    ...any(
      'distribution',
      when.distribution,
      target.distribution,
      ({ name, version }) => (version === undefined ? name : `${name} ${version}`),
      (here, asked) => (here.name === asked.name ? versionIn(asked, here.version) : 'no'),
    ),
    ...any('valgrind', when.valgrind && [when.valgrind], target.valgrind, String, (here, asked) =>
      answerTo(isInRange(here, asked)),
    ),
    ...any('tool', when.tool, target.tool, String, (here, asked) => answerTo(here === asked)),
    ...(when.library ?? []).map((asked) => librarySays(asked, target)),
  ];
  return { answer: together(because.map(({ answer }) => answer)), because };
}

/** What a library says to a condition. */
export function librarySays({ text, value: asked }: Asked<NamedRange>, { libraries }: Target): Reason {
  const { value, from } = libraries.get(asked.name) ?? { value: undefined, from: 'nobody was asked' };
  const answer = value === undefined ? 'unknown' : value === null ? 'no' : versionIn(asked, value);
  const is = value === undefined ? undefined : value === null ? 'not there' : `${asked.name} ${value}`;
  return { key: 'library', wants: text, answer, is, from };
}

/** One reason for a list of which one must hold; none where nothing is asked. */
function any<Here, Value>(
  key: keyof When,
  asked: readonly Asked<Value>[] | undefined,
  { value: here, from }: Fact<Here>,
  words: (here: Here) => string,
  answer: (here: Here, asked: Value) => Answer,
): readonly Reason[] {
  if (!asked) return [];
  const wants = asked.map(({ text }) => text).join(' or ');
  if (here === undefined) return [{ key, wants, answer: 'unknown', is: undefined, from }];
  const answers = asked.map(({ value }) => answer(here, value));
  const best = answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
  return [{ key, wants, answer: best, is: words(here), from }];
}

function versionIn({ range }: NamedRange, version: string | undefined): Answer {
  if (!range) return 'yes';
  return version === undefined ? 'unknown' : answerTo(isReleaseIn(version, range));
}

function together(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

function answerTo(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}
