import { useState } from 'preact/hooks';
import type { FindingDetail } from '../report/triage/wire.js';
import type { Letter } from './model.js';

export interface Values {
  readonly reason?: string;
  readonly bug?: string;
  readonly owner?: string;
}

export const fields = ['reason', 'bug', 'owner'] as const;
const labels = { reason: 'Reason', bug: 'Bug', owner: 'Owner' } as const;
const hints = { reason: 'why', bug: 'https://…', owner: 'who' } as const;

export interface VerdictFormProps {
  readonly finding: FindingDetail | undefined;
  readonly letter: string;
  readonly count: number;
  readonly onVerdict: (letter: Letter | undefined) => void;
  readonly onValues: (values: Values) => void;
  readonly onDone: () => void;
}

/** The verdict of what is selected, with what its entry says of it. Another one for each selection: what is typed is of that one. */
export function VerdictForm({ finding, letter, count, ...on }: VerdictFormProps) {
  const said = finding?.verdict;
  const [values, setValues] = useState<Values>({});
  const change = (key: (typeof fields)[number], text: string) => {
    const changed = { ...values, [key]: text };
    setValues(changed);
    on.onValues(changed);
  };
  return (
    <div class="verdict" role="group" aria-label={`Verdict of ${count} finding${count === 1 ? '' : 's'}`}>
      <div class="buttons">
        {(
          [
            ['f', 'Fix'],
            ['a', 'Annotate'],
            ['s', 'Suppress'],
          ] as const
        ).map(([each, text]) => (
          <button
            key={each}
            type="button"
            class={text.toLowerCase()}
            aria-pressed={letter === each}
            aria-keyshortcuts={each}
            onClick={() => on.onVerdict(each)}
          >
            {text} <kbd aria-hidden="true">{each}</kbd>
          </button>
        ))}
        <button
          type="button"
          disabled={letter === '-'}
          aria-keyshortcuts="Backspace"
          onClick={() => on.onVerdict(undefined)}
        >
          Take back <kbd aria-hidden="true">⌫</kbd>
        </button>
      </div>
      <div class="values">
        {fields.map((key) => (
          <label key={key}>
            <span>
              {labels[key]} <kbd aria-hidden="true">{key[0]}</kbd>
            </span>
            <input
              id={`value-${key}`}
              value={values[key] ?? said?.[key] ?? ''}
              placeholder={hints[key]}
              maxLength={1000}
              autocomplete="off"
              onInput={(event) => change(key, event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== 'Escape') return;
                event.preventDefault();
                if (event.key === 'Escape') {
                  setValues({});
                  on.onValues({});
                }
                on.onDone();
              }}
            />
          </label>
        ))}
      </div>
    </div>
  );
}
