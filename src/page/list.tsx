import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TriageState } from '../report/triage/wire.js';
import { findingTitle, rowKey, tally, tallyText, verdictOf, type Row, type Verdicts } from './model.js';

/** As in page.css. */
const rowHeight = 44;
/** Rows above and below what is seen. */
const beyond = 6;

export interface ListProps {
  readonly state: TriageState;
  readonly rows: readonly Row[];
  readonly cursor: number;
  readonly verdicts: Verdicts;
  readonly selected: ReadonlySet<number>;
  readonly open: ReadonlySet<number>;
  readonly onCursor: (row: number) => void;
  readonly onToggle: (group: number) => void;
  readonly onSelect: (row: number) => void;
}

/**
 * The groups, of which only those in sight are in the document, and the one with the cursor: a tree of two levels that has the focus
 * itself and says which row is active.
 */
export function List({ state, rows, cursor, verdicts, selected, open, ...on }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const look = () => {
    const { scrollTop, clientHeight } = box.current!;
    setView((before) =>
      before.top === scrollTop && before.height === clientHeight
        ? before
        : { top: scrollTop, height: clientHeight },
    );
  };
  useEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const { scrollTop, clientHeight } = box.current!;
    const top = cursor * rowHeight;
    if (top < scrollTop) box.current!.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight)
      box.current!.scrollTop = top + rowHeight - clientHeight;
    look();
  }, [cursor, rows]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - beyond);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + beyond);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
  if (rows[cursor] && (cursor < first || cursor >= last)) shown.push(cursor);
  return (
    <div
      ref={box}
      class="list"
      role="tree"
      id="list"
      tabIndex={0}
      aria-label="Findings by likely cause, most frequent first"
      aria-multiselectable="true"
      aria-activedescendant={rows[cursor] ? `row-${rowKey(rows[cursor])}` : undefined}
      onScroll={look}
    >
      <div role="none" class="rows" style={{ height: `${rows.length * rowHeight}px` }}>
        {shown.map((at) => (
          <RowView
            key={rowKey(rows[at]!)}
            {...{ state, verdicts, at, on }}
            row={rows[at]!}
            isCursor={at === cursor}
            isSelected={rows[at]!.findings.every((finding) => selected.has(finding))}
            isOpen={open.has(rows[at]!.group)}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly state: TriageState;
  readonly verdicts: Verdicts;
  readonly row: Row;
  readonly at: number;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly on: Pick<ListProps, 'onCursor' | 'onToggle' | 'onSelect'>;
}

function RowView({ state, verdicts, row, at, isCursor, isSelected, isOpen, on }: RowProps) {
  const isGroup = row.finding < 0;
  const { findings, names } = state;
  const first = row.findings[0]!;
  const group = state.groups[row.group]!;
  const title = isGroup ? group.title : findingTitle(state, row.finding, row.group);
  const count = row.findings.reduce((sum, each) => sum + findings.count[each]!, 0);
  const counts = tally(verdicts, row.findings);
  const verdict = tallyText(counts);
  const many = isGroup ? `${row.findings.length} finding${row.findings.length === 1 ? '' : 's'}` : '';
  const kind = names[findings.kind[first]!]!;
  const isHidden = row.findings.every((each) => findings.hidden[each] === 1);
  return (
    <div
      role="treeitem"
      id={`row-${rowKey(row)}`}
      class={['row', isGroup ? 'of-group' : 'of-finding', isCursor && 'cursor', isSelected && 'selected']
        .filter(Boolean)
        .join(' ')}
      style={{ transform: `translateY(${at * rowHeight}px)` }}
      aria-level={isGroup ? 1 : 2}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-selected={isSelected}
      aria-expanded={isGroup ? isOpen : undefined}
      onMouseDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) on.onSelect(at);
        else on.onCursor(at);
      }}
      onDblClick={() => isGroup && on.onToggle(row.group)}
    >
      <span
        class="mark"
        aria-hidden="true"
        onMouseDown={(event) => (event.stopPropagation(), on.onSelect(at))}
      >
        {isSelected ? '☑' : '☐'}
      </span>
      {isGroup ? (
        <span
          class="twisty"
          aria-hidden="true"
          onMouseDown={(event) => (event.stopPropagation(), on.onCursor(at), on.onToggle(row.group))}
        >
          {isOpen ? '▾' : '▸'}
        </span>
      ) : (
        <span class="twisty" />
      )}
      <span class="texts">
        <span class="title" title={title}>
          {title}
        </span>
        <span class="under">
          {kind}
          {isGroup && row.findings.length > 1 ? ` · ${many}` : ` · ${names[findings.what[first]!]!}`}
          {isHidden ? ' · hidden by the sets' : ''}
        </span>
      </span>
      <span class="count">{count.toLocaleString('en')}×</span>
      <Badge letter={single(verdicts, row.findings)} text={verdict} />
    </div>
  );
}

/** The letter that all have, or `+` where they differ. */
function single(verdicts: Verdicts, findings: readonly number[]): string {
  const letters = new Set(findings.map((at) => verdicts[at]!));
  return letters.size === 1 ? [...letters][0]! : '+';
}

export function Badge({ letter, text }: { readonly letter: string; readonly text: string }) {
  const word = verdictOf(letter);
  return (
    <span class={`badge ${word ?? (letter === '+' ? 'mixed' : 'none')}`} title={text}>
      {word ?? (letter === '+' ? 'mixed' : 'open')}
    </span>
  );
}
