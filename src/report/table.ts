/** Rows of cells below each other, the last column as it is; `right` are those whose cells end below each other. */
export function table(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): readonly string[] {
  const widths = rows[0]!.map((_, column) =>
    rows.reduce((most, cells) => Math.max(most, cells[column]!.length), 0),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) =>
        right.has(column)
          ? cell.padStart(widths[column]!)
          : column === cells.length - 1
            ? cell
            : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}
