import { useEffect, useState } from 'preact/hooks';

/** Milliseconds: what is written sooner needs no word. */
const soon = 200;

export interface FootProps {
  readonly said: { readonly text: string; readonly count: number };
  readonly isWriting: boolean;
  readonly failed: string | undefined;
}

/** What was done last, and whether it is on the disk: a failure stays until something is written again. */
export function Foot({ said, isWriting, failed }: FootProps) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isWriting) return setLong(false);
    const timer = setTimeout(() => setLong(true), soon);
    return () => clearTimeout(timer);
  }, [isWriting]);
  return (
    <footer>
      <p class="said" role="status" aria-live="polite">
        {/* A new element each time, so that it is said again. */}
        <span key={said.count}>{said.text}</span>
      </p>
      <p class={failed !== undefined && !isLong ? 'writing failed' : 'writing'} aria-live="polite">
        {isLong ? 'writing…' : failed !== undefined && <span title={failed}>not written</span>}
      </p>
    </footer>
  );
}
