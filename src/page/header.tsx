import type { TriageState } from '../report/triage/wire.js';
import type { Tally } from './model.js';

interface HeaderProps {
  readonly counts: Tally;
  readonly files: TriageState['files'];
  readonly onUndo: () => void;
  readonly onHelp: () => void;
}

export function Header({ counts, files, onUndo, onHelp }: HeaderProps) {
  return (
    <header>
      <h1>chaff triage</h1>
      <p class="tally">
        <b>{counts.open}</b> open · <b>{counts.f}</b> fix · <b>{counts.a}</b> annotate · <b>{counts.s}</b>{' '}
        suppress
      </p>
      <p class="files">{(['fix', 'annotate', 'suppress'] as const).map((each) => files[each]).join(', ')}</p>
      <button type="button" onClick={onUndo} aria-keyshortcuts="u">
        Undo <kbd aria-hidden="true">u</kbd>
      </button>
      <button type="button" onClick={onHelp} aria-keyshortcuts="?">
        Keys <kbd aria-hidden="true">?</kbd>
      </button>
    </header>
  );
}
