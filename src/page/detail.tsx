import { useEffect, useState } from 'preact/hooks';
import type {
  AdviceText,
  FindingDetail,
  GroupDetail,
  HidingEntry,
  TreeRow,
  TriageState,
} from '../report/triage/wire.js';
import type { Owner } from '../group/group.js';
import { ownerSigns } from '../report/owner-signs.js';
import { fetchFinding, fetchGroup } from './api.js';
import type { Row } from './model.js';

/** Answers that were asked for lately. Those of findings change with the verdict files. */
const groups = new Map<number, GroupDetail>();
const findings = new Map<string, FindingDetail>();
const mostKept = 200;

function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  if (map.size >= mostKept) map.delete(map.keys().next().value!);
  map.set(key, value);
  return value;
}

/** A short rest: whoever goes through the list asks for nothing on the way. */
const rest = 60;

export interface Details {
  readonly group: GroupDetail | undefined;
  readonly finding: FindingDetail | undefined;
}

/** What the server tells of a row: undefined while it is not there. */
export function useDetails(row: Row | undefined, revision: number): Details {
  const [, redraw] = useState(0);
  const first = row?.findings[0] ?? -1;
  const at = row ? (row.finding >= 0 ? row.finding : first) : -1;
  const key = `${revision} ${at}`;
  useEffect(() => {
    if (!row) return;
    const timer = setTimeout(() => {
      const again = () => redraw((count) => count + 1);
      const ignore = () => undefined;
      if (!groups.has(row.group))
        fetchGroup(row.group).then((detail) => (keep(groups, row.group, detail), again()), ignore);
      if (!findings.has(key))
        fetchFinding(at).then((detail) => (keep(findings, key, detail), again()), ignore);
    }, rest);
    return () => clearTimeout(timer);
  }, [row?.group, key]);
  return { group: row && groups.get(row.group), finding: findings.get(key) };
}

const actions: Readonly<Record<AdviceText['action'], string>> = {
  fix: 'Fix',
  annotate: 'Annotate',
  suppress: 'Suppress',
  log: 'Better logs',
};

export function AdviceList({ advice }: { readonly advice: readonly AdviceText[] }) {
  return (
    <ul class="advice">
      {advice.map((each, at) => (
        <li key={at} class={each.action}>
          <p>
            <strong>{actions[each.action]}:</strong> {each.text}
          </p>
          <p class="why">{each.why}</p>
          {each.evidence.length > 0 && (
            <ul class="evidence">
              {each.evidence.map((line, place) => (
                <li key={place}>{line}</li>
              ))}
            </ul>
          )}
          {each.example !== undefined && (
            <pre tabIndex={0} aria-label="Example">
              {each.example}
            </pre>
          )}
        </li>
      ))}
    </ul>
  );
}

function Shape({ owner }: { readonly owner: Owner }) {
  const { sign, words } = ownerSigns[owner];
  return (
    <span class={`shape ${owner}`}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen">{words}: </span>
    </span>
  );
}

export function Legend() {
  return (
    <ul class="legend" aria-hidden="true">
      {Object.entries(ownerSigns).map(([owner, { sign, words }]) => (
        <li key={owner}>
          <span class={`shape ${owner}`}>{sign}</span> {words}
        </li>
      ))}
    </ul>
  );
}

/** The stacks of one finding side by side. */
export function Stacks({ finding }: { readonly finding: FindingDetail }) {
  return (
    <div class="stacks">
      {finding.stacks.map(({ caption, frames }, at) => (
        <section key={at} aria-label={caption}>
          <h4>{caption}</h4>
          <ol>
            {frames.map(({ name, place, owner }, position) => (
              <li key={position} class={owner}>
                <Shape owner={owner} />
                <span class="name">{name}</span> {place !== '' && <span class="place">{place}</span>}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** Stacks laid over each other: a bar for how often, a step to the right where they part. */
export function Tree({ detail }: { readonly detail: GroupDetail }) {
  const [from, setFrom] = useState<'innermost' | 'outermost'>('innermost');
  const rows = detail.trees[from];
  const most = rows.reduce((most, { count }) => Math.max(most, count), 1);
  return (
    <>
      <div class="choice" role="group" aria-label="Direction of the stacks">
        {(['innermost', 'outermost'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={from === each} onClick={() => setFrom(each)}>
            {each === 'innermost' ? 'from the error' : 'from main'}
          </button>
        ))}
      </div>
      <ol class="tree">
        {rows.map((row, at) => (
          <TreeLine key={at} row={row} share={row.count / most} />
        ))}
      </ol>
    </>
  );
}

function TreeLine({ row, share }: { readonly row: TreeRow; readonly share: number }) {
  const { depth, name, owner, count, findings } = row;
  return (
    <li class={owner} style={{ paddingInlineStart: `${Math.min(depth, 20) * 1.1}em` }}>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${Math.max(2, share * 100)}%` }} />
      </span>
      <span class="unseen">level {depth + 1}, </span>
      <Shape owner={owner} />
      <span class="name" title={name}>
        {name}
      </span>
      <span class="times">
        {count.toLocaleString('en')}×<span class="unseen"> in {findings} findings</span>
      </span>
    </li>
  );
}

export function HiddenBy({ entries }: { readonly entries: readonly HidingEntry[] }) {
  return (
    <ul class="entries">
      {entries.map(({ name, file, line, hides, breadth, doors }, at) => (
        <li key={at}>
          <p>
            <strong>{name}</strong>{' '}
            <span class="place">
              {file}:{line}
            </span>
          </p>
          <p>
            hides {hides.here} here, {hides.all} in all; {breadth}
          </p>
          <Doors doors={doors} />
        </li>
      ))}
    </ul>
  );
}

export function Doors({ doors }: { readonly doors: readonly string[] }) {
  if (doors.length === 0) return null;
  return (
    <details>
      <summary>
        {doors.length === 1 ? '1 door' : `${doors.length} doors`} through which own code could get its
        findings hidden
      </summary>
      <ul class="doors">
        {doors.map((door) => (
          <li key={door}>{door}</li>
        ))}
      </ul>
    </details>
  );
}

/** Used by the list of logs' advice above the groups. */
export function LogAdvice({ state }: { readonly state: TriageState }) {
  if (state.advice.length === 0) return null;
  return (
    <details class="logs">
      <summary>
        {state.advice.length === 1 ? '1 way' : `${state.advice.length} ways`} to get better logs
      </summary>
      <AdviceList advice={state.advice} />
    </details>
  );
}
