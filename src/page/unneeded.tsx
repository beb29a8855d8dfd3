/** Entries of verdicts that no finding needs any more. */
export function Unneeded({
  entries,
}: {
  readonly entries: readonly { readonly name: string; readonly file: string; readonly line: number }[];
}) {
  if (entries.length === 0) return null;
  return (
    <details class="logs">
      <summary>
        {entries.length === 1 ? '1 entry that no finding' : `${entries.length} entries that no finding`} of
        these logs needs: fixed, or not run
      </summary>
      <ul class="others">
        {entries.map(({ name, file, line }) => (
          <li key={`${file}:${line}`}>
            {name}{' '}
            <span class="place">
              {file}:{line}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
