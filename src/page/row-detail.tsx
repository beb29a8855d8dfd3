import { plural } from '../report/plural.js';
import type { TriageState } from '../report/triage/wire.js';
import { AdviceList, HiddenBy, Legend, Stacks, Tree, type useDetails } from './detail.js';
import { findingTitle, type Row } from './model.js';

interface RowDetailProps {
  readonly state: TriageState;
  readonly row: Row;
  readonly details: ReturnType<typeof useDetails>;
  readonly targets: readonly number[];
  readonly isSelection: boolean;
  readonly preview: preact.ComponentChild;
  readonly form: preact.ComponentChild;
  readonly verdict: string;
  readonly isContradicted: boolean;
}

/** What is known of a row, or of the findings that are selected. */
export function RowDetail({ state, row, details, targets, ...rest }: RowDetailProps) {
  const { group, finding } = details;
  const { names, findings, groups } = state;
  const at = row.findings[0]!;
  const title = row.finding < 0 ? groups[row.group]!.title : findingTitle(state, row.finding, row.group);
  const count = row.findings.reduce((sum, each) => sum + findings.count[each]!, 0);
  const entries = finding?.verdict?.entries ?? [];
  return (
    <>
      <h2>{rest.isSelection ? `${plural(targets.length, 'finding')} selected` : title}</h2>
      <p class="under">
        {rest.isSelection
          ? `at the cursor: ${title}`
          : `${names[findings.kind[at]!]!} · ${plural(row.findings.length, 'finding')} · ${count.toLocaleString('en')}×`}
        {' · '}
        {rest.verdict}
      </p>
      {rest.form}
      {entries.length > 0 && (
        <p class="place">
          by {entries.map(({ file, line }) => `${file}:${line}`).join(', ')}
          {rest.isContradicted ? '; entries of another verdict match as well, what is real wins' : ''}
        </p>
      )}
      {group && group.advice.length > 0 && (
        <>
          <h3>What could be done</h3>
          <AdviceList advice={group.advice} />
        </>
      )}
      <h3>{row.findings.length > 1 ? 'The most frequent one' : 'Stacks'}</h3>
      {finding ? (
        <>
          <p>{finding.what}</p>
          <Stacks finding={finding} />
          <p class="place">{finding.places.join(', ')}</p>
        </>
      ) : (
        <p class="wait">Reading…</p>
      )}
      <h3>What minimize would write</h3>
      {rest.preview}
      {group && (
        <>
          <h3>Merged stacks</h3>
          <Tree detail={group} />
          <Legend />
          {group.hiddenBy.length > 0 && (
            <>
              <h3>Hidden by the sets in use</h3>
              <HiddenBy entries={group.hiddenBy} />
            </>
          )}
        </>
      )}
    </>
  );
}
