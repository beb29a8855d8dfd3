import { useEffect, useRef } from 'preact/hooks';

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['j', '↓'], 'next row'],
  [['k', '↑'], 'row before'],
  [['n'], 'next group without verdict'],
  [['Enter', '→', '←'], 'open or close a group'],
  [['f'], 'verdict fix: a bug, stays reported until mended'],
  [['a'], 'verdict annotate: stays reported until annotated'],
  [['s'], 'verdict suppress: noise'],
  [['Backspace'], 'take the verdict back'],
  [['u'], 'undo'],
  [['r', 'b', 'o'], 'reason, bug, owner of the verdict'],
  [['x', 'Space'], 'select this row as well'],
  [['Ctrl+A', 'Esc'], 'select all that is shown, or nothing'],
  [['/'], 'search'],
  [['d'], 'to the details'],
  [['?'], 'this help'],
];

export function Help({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current!.showModal();
    else dialog.current!.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="help">
      <h2 id="help">Keys</h2>
      <dl>
        {keys.map(([names, what]) => (
          <div key={what}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
