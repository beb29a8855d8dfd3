import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Preview, TriageState } from '../report/triage/wire.js';
import { fetchPreview } from './api.js';
import { Doors } from './detail.js';
import { findingTitle, tallyText, tally, type Verdicts } from './model.js';

export type PreviewNow = Preview | { readonly failed: string } | undefined;

const answers = new Map<string, Preview>();
const mostKept = 50;
/** Longer than a row is looked at in passing. */
const rest = 300;

/** The preview for some findings; undefined while it is made. It changes with what is marked real. */
export function usePreview(findings: readonly number[], revision: number): PreviewNow {
  const about = useMemo(() => findings.join(','), [findings]);
  const key = `${revision} ${about}`;
  const [failed, setFailed] = useState<{ readonly key: string; readonly failed: string }>();
  const [, redraw] = useState(0);
  useEffect(() => {
    if (findings.length === 0 || answers.has(key)) return;
    const control = new AbortController();
    const timer = setTimeout(() => {
      fetchPreview(findings, control.signal).then(
        (preview) => {
          if (answers.size >= mostKept) answers.delete(answers.keys().next().value!);
          answers.set(key, preview);
          redraw((count) => count + 1);
        },
        (error: unknown) => {
          if (!control.signal.aborted)
            setFailed({ key, failed: error instanceof Error ? error.message : String(error) });
        },
      );
    }, rest);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [key]);
  return answers.get(key) ?? (failed?.key === key ? failed : undefined);
}

export interface PreviewViewProps {
  readonly preview: PreviewNow;
  readonly state: TriageState;
  readonly verdicts: Verdicts;
}

/** More of what else an entry would hide is only counted. */
const mostShown = 5;

export function PreviewView({ preview, state, verdicts }: PreviewViewProps) {
  if (!preview) return <p class="wait">Trying…</p>;
  if ('failed' in preview) return <p class="wrong">{preview.failed}</p>;
  return (
    <div class="preview">
      {preview.note !== undefined && <p>{preview.note}</p>}
      {preview.entries.map(({ text, hides, breadth, doors, others }, at) => (
        <div key={at}>
          <pre tabIndex={0} aria-label="Entry">
            {text}
          </pre>
          <p>
            Hides {hides} of these; {breadth}.
          </p>
          <Doors doors={doors} />
          {others.length === 0 ? (
            <p>Hides nothing else in these logs.</p>
          ) : (
            <>
              <p>
                Would also hide {others.length} other finding{others.length === 1 ? '' : 's'} of these logs (
                {tallyText(tally(verdicts, others))}):
              </p>
              <ul class="others">
                {others.slice(0, mostShown).map((other) => (
                  <li key={other}>{findingTitle(state, other, -1)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
      {preview.uncovered.length > 0 && (
        <>
          <p>
            No entry for{' '}
            {preview.uncovered.length === 1 ? 'this one' : `${preview.uncovered.length} of these`}:
          </p>
          <ul class="others">
            {[...new Set(preview.uncovered.map(({ reason }) => reason))].slice(0, mostShown).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
