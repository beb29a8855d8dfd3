import { useMemo } from 'preact/hooks';
import type { TriageState } from '../report/triage/wire.js';
import { everything, kindsIn, objectsIn, shortNames, type Filter } from './model.js';

export interface FiltersProps {
  readonly state: TriageState;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** Ends typing: the list gets the focus. */
  readonly onDone: () => void;
}

/** More objects than these are found by searching. */
const mostObjects = 300;

export function Filters({ state, filter, onFilter, onDone }: FiltersProps) {
  const kinds = useMemo(() => kindsIn(state), [state]);
  const objects = useMemo(() => objectsIn(state).slice(0, mostObjects), [state]);
  const objectNames = useMemo(() => shortNames(objects.map((each) => state.names[each]!)), [objects]);
  const change = (part: Partial<Filter>) => onFilter({ ...filter, ...part });
  const text = (key: 'text' | 'function') => ({
    type: 'search' as const,
    value: filter[key],
    onInput: (event: InputEvent) => change({ [key]: (event.currentTarget as HTMLInputElement).value }),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' && event.key !== 'Enter') return;
      event.preventDefault();
      if (event.key === 'Escape') change({ [key]: '' });
      onDone();
    },
  });
  return (
    <search class="filters">
      <label class="wide">
        <span>
          Search <kbd aria-hidden="true">/</kbd>
        </span>
        <input id="search" {...text('text')} autocomplete="off" spellcheck={false} />
      </label>
      <label>
        <span>Function</span>
        <input {...text('function')} autocomplete="off" spellcheck={false} />
      </label>
      <Choice
        label="Verdict"
        value={filter.verdict}
        all="any"
        options={[
          ['open', 'open'],
          ['f', 'fix'],
          ['a', 'annotate'],
          ['s', 'suppress'],
          ['hidden', 'hidden by the sets'],
        ]}
        onChange={(verdict) => change({ verdict: verdict as Filter['verdict'] })}
      />
      <Choice
        label="Kind"
        value={numberText(filter.kind)}
        all="any"
        options={kinds.map((kind) => [String(kind), state.names[kind]!])}
        onChange={(kind) => change({ kind: numberOf(kind) })}
      />
      <Choice
        label="Object"
        value={numberText(filter.object)}
        all="any"
        options={objects.map((object, at) => [String(object), objectNames[at]!])}
        onChange={(object) => change({ object: numberOf(object) })}
      />
      {state.runs.length > 1 && (
        <Choice
          label="Run"
          value={numberText(filter.run)}
          all="all"
          options={state.runs.map((run, at) => [String(at), run])}
          onChange={(run) => change({ run: numberOf(run) })}
        />
      )}
      <button type="button" disabled={isSame(filter, everything)} onClick={() => onFilter(everything)}>
        Show all
      </button>
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly all: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, all, options, onChange }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{all}</option>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function numberText(value: number): string {
  return value < 0 ? '' : String(value);
}

function numberOf(text: string): number {
  return text === '' ? -1 : Number(text);
}

function isSame(one: Filter, other: Filter): boolean {
  return (Object.keys(one) as (keyof Filter)[]).every((key) => one[key] === other[key]);
}
