import { useEffect, useRef } from 'preact/hooks';

/** What keys do, by the names of `KeyboardEvent.key`. */
type Bindings = Readonly<Record<string, () => void>>;

interface Keys {
  /** While the list has the focus; these go before the others. */
  readonly inList: Bindings;
  readonly anywhere: Bindings;
  /** Ctrl-A or Cmd-A in the list. */
  readonly selectAll: () => void;
}

/** Listens to the keys of the whole page. Fields keep theirs, and so do dialogs. */
export function useKeys({ inList, anywhere, selectAll }: Keys): void {
  const actFor = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, isInList: boolean) => {
    if ((ctrlKey || metaKey) && key === 'a' && isInList) return selectAll;
    if (ctrlKey || metaKey || altKey) return undefined;
    return (isInList ? inList[key] : undefined) ?? anywhere[key];
  };
  const onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (document.querySelector('dialog[open]') || target.closest('input, select, textarea')) return;
    const isInList = target.closest('.list') !== null;
    const act = actFor(event, isInList);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => latest.current(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
