import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { plural } from '../report/plural.js';
import type { DecisionRequest, TriageState } from '../report/triage/wire.js';
import { LogAdvice, useDetails } from './detail.js';
import { Filters } from './filters.js';
import { Foot } from './foot.js';
import { Header } from './header.js';
import { Help } from './help.js';
import { useKeys } from './keys.js';
import { List } from './list.js';
import {
  everything,
  rowKey,
  rowsOf,
  shownBy,
  tally,
  tallyText,
  verdictOf,
  type Filter,
  type Letter,
  type Row,
} from './model.js';
import { PreviewView, usePreview } from './preview.js';
import { RowDetail } from './row-detail.js';
import { Unneeded } from './unneeded.js';
import { fields, VerdictForm, type Values } from './verdict-form.js';
import { useVerdicts } from './verdicts.js';

const words = { f: 'Fix', a: 'Annotate', s: 'Suppress' } as const;
const page = 12;

export function App({ state }: { readonly state: TriageState }) {
  const [said, setSaid] = useState({ text: '', count: 0 });
  // Equal texts one after the other are said each time.
  const announce = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), []);
  const { verdicts, judged, isThere, isWriting, failed, decide, undo } = useVerdicts(
    state.findings.id.length,
    announce,
  );
  const [filter, setFilter] = useState<Filter>(everything);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState({ key: 'g0', row: 0 });
  const [isHelp, setHelp] = useState(false);
  /** What is typed and belongs to no verdict yet, and what it is about. */
  const typing = useRef<{ readonly about: object; readonly values: Values }>({ about: {}, values: {} });

  const { text, kind, object, function: named, run } = filter;
  const shown = useMemo(() => shownBy(filter, state), [state, text, kind, object, named, run]);
  const rows = useMemo(
    () => rowsOf(state, shown, filter, verdicts, open),
    [state, shown, filter.verdict, filter.verdict === '' ? '' : verdicts, open],
  );
  const cursor = useMemo(() => placeOf(rows, at), [rows, at]);
  const row = rows[cursor];
  const targets = useMemo(() => (selected.size > 0 ? [...selected] : (row?.findings ?? [])), [selected, row]);
  const counts = useMemo(() => tally(verdicts), [verdicts]);
  const targetCounts = tally(verdicts, targets);
  const letter = (['f', 'a', 's'] as const).find((each) => targetCounts[each] === targets.length) ?? '+';
  const contradicted = useMemo(() => new Set(judged?.contradicted), [judged]);
  const details = useDetails(row, judged?.revision ?? 0);
  const preview = usePreview(targets, judged?.revision ?? 0);

  // Another one for each selection.
  const about = useMemo(() => ({}), [row && rowKey(row), selected]);
  const typed = () => (typing.current.about === about ? typing.current.values : {});

  const focusList = () => document.getElementById('list')?.focus();
  useEffect(focusList, []);
  useLayoutEffect(() => {
    const detail = document.getElementById('detail');
    if (detail) detail.scrollTop = 0;
  }, [row && rowKey(row)]);

  const goTo = (place: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, place));
    if (rows[next]) setAt({ key: rowKey(rows[next]), row: next });
  };
  const toggleOpen = (group: number, wanted = !open.has(group)) => {
    const groups = new Set(open);
    if (wanted) groups.add(group);
    else groups.delete(group);
    setOpen(groups);
  };
  const select = (place: number) => {
    const findings = rows[place]?.findings ?? [];
    const all = new Set(selected);
    const isIn = findings.every((each) => all.has(each));
    for (const each of findings)
      if (isIn) all.delete(each);
      else all.add(each);
    setSelected(all);
    goTo(place);
    announce(all.size === 0 ? 'Nothing selected' : `${all.size} selected`);
  };
  const judge = (wanted: Letter | undefined) => {
    if (targets.length === 0) return;
    decide([{ findings: targets, verdict: wanted ? verdictOf(wanted)! : null, ...typed() }]);
    typing.current = { about, values: {} };
    const what = plural(targets.length, 'finding');
    announce(wanted ? `${words[wanted]}: ${what}` : `Verdict taken back: ${what}`);
    setSelected(new Set());
  };
  /** What was typed goes to the entries that are there, or waits for the verdict. */
  const keepValues = () => {
    const values = typed();
    const keys = fields.filter((key) => values[key] !== undefined);
    if (keys.length > 0) {
      const decisions = (['f', 'a', 's'] as const).flatMap((each): DecisionRequest[] => {
        const findings = targets.filter((finding) => verdicts[finding] === each);
        return findings.length > 0 ? [{ findings, verdict: verdictOf(each)!, ...values }] : [];
      });
      if (decisions.length > 0) {
        decide(decisions);
        typing.current = { about, values: {} };
        announce(`${keys.join(', ')} written`);
      } else announce(`${keys.join(', ')} kept for the verdict`);
    }
    focusList();
  };
  const takeBack = () => {
    const count = undo();
    announce(count === 0 ? 'Nothing to undo in this window' : `Undone: ${plural(count, 'finding')}`);
  };
  const nextOpen = () => {
    const after = [...rows.keys()].slice(cursor + 1);
    const next = [...after, ...rows.keys()].find(
      (place) => rows[place]!.finding < 0 && rows[place]!.findings.some((each) => verdicts[each] === '-'),
    );
    if (next === undefined) announce('Everything that is shown has a verdict');
    else goTo(next);
  };

  const inList: Readonly<Record<string, () => void>> = {
    ArrowDown: () => goTo(cursor + 1),
    ArrowUp: () => goTo(cursor - 1),
    PageDown: () => goTo(cursor + page),
    PageUp: () => goTo(cursor - page),
    Home: () => goTo(0),
    End: () => goTo(rows.length - 1),
    Enter: () => row && toggleOpen(row.group),
    ArrowRight: () => {
      if (row && row.finding < 0 && open.has(row.group)) goTo(cursor + 1);
      else if (row) toggleOpen(row.group, true);
    },
    ArrowLeft: () => {
      if (!row) return;
      if (row.finding >= 0) goTo(rows.findIndex((each) => each.group === row.group));
      else toggleOpen(row.group, false);
    },
    ' ': () => select(cursor),
  };
  const anywhere: Readonly<Record<string, () => void>> = {
    j: () => goTo(cursor + 1),
    k: () => goTo(cursor - 1),
    n: nextOpen,
    f: () => judge('f'),
    a: () => judge('a'),
    s: () => judge('s'),
    Backspace: () => judge(undefined),
    u: takeBack,
    x: () => select(cursor),
    r: () => toField('value-reason'),
    b: () => toField('value-bug'),
    o: () => toField('value-owner'),
    d: () => document.getElementById('detail')?.focus(),
    '/': () => toField('search'),
    '?': () => setHelp(true),
    Escape: () => {
      setSelected(new Set());
      focusList();
    },
  };
  useKeys({
    inList,
    anywhere,
    selectAll() {
      const all = new Set(rows.flatMap((each) => each.findings));
      setSelected(all);
      announce(`${all.size} selected`);
    },
  });

  return (
    <>
      <Header {...{ counts, files: state.files }} onUndo={takeBack} onHelp={() => setHelp(true)} />
      <Filters state={state} filter={filter} onFilter={setFilter} onDone={focusList} />
      {!isThere && (
        <p class="wrong" role="alert">
          The server has ended: what you decide now is not written. Start chaff triage again.
        </p>
      )}
      {judged?.problem !== undefined && (
        <p class="wrong" role="alert">
          {judged.problem}
        </p>
      )}
      <main>
        <div class="side">
          {rows.length > 0 ? (
            <List
              {...{ state, rows, cursor, verdicts, selected, open }}
              onCursor={(place) => (goTo(place), setTimeout(focusList))}
              onToggle={toggleOpen}
              onSelect={select}
            />
          ) : (
            <p class="empty">
              {state.groups.length === 0 ? 'The logs show no findings.' : 'No finding is like this.'}
            </p>
          )}
          <LogAdvice state={state} />
          <Unneeded entries={judged?.unneeded ?? []} />
        </div>
        <section id="detail" class="detail" tabIndex={0} aria-label="Details">
          {row && (
            <RowDetail
              {...{ state, row, details, targets }}
              isSelection={selected.size > 0}
              preview={<PreviewView {...{ preview, state, verdicts }} />}
              form={
                <VerdictForm
                  key={numberOf(about)}
                  finding={details.finding}
                  letter={targetCounts.open === targets.length ? '-' : letter}
                  count={targets.length}
                  onVerdict={judge}
                  onValues={(values) => (typing.current = { about, values })}
                  onDone={keepValues}
                />
              }
              verdict={tallyText(targetCounts)}
              isContradicted={targets.some((each) => contradicted.has(each))}
            />
          )}
        </section>
      </main>
      <Foot {...{ said, isWriting, failed }} />
      <Help isOpen={isHelp} onClose={() => setHelp(false)} />
    </>
  );
}

const numbers = new WeakMap<object, number>();
let given = 0;

/** Each thing has its own. */
function numberOf(thing: object): number {
  if (!numbers.has(thing)) numbers.set(thing, (given += 1));
  return numbers.get(thing)!;
}

/** With its text selected, so that typing replaces it. */
function toField(id: string): void {
  (document.getElementById(id) as HTMLInputElement | null)?.select();
}

/** The row of a key, else one near where it was. */
function placeOf(rows: readonly Row[], { key, row }: { readonly key: string; readonly row: number }): number {
  if (rows[row] && rowKey(rows[row]) === key) return row;
  const found = rows.findIndex((each) => rowKey(each) === key);
  return found >= 0 ? found : Math.max(0, Math.min(rows.length - 1, row));
}
