/** The results as lines of text. */
export function table(machine, results) {
  const { cpu, cores, node, valgrind } = machine;
  const rows = results.map(({ name, size, unit, medians, ratio, aim, atLeast, note, show = seconds }) => [
    `${name}, ${size.toLocaleString('en')} ${unit}`,
    ...Object.entries(medians).map(([side, value]) => `${side} ${show(value)}`),
    `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)})`,
    atLeast === undefined ? `at most ${aim}` : `at least ${atLeast}`,
    note ?? '',
  ]);
  const head = ['case', 'median', 'median', 'ratio', 'aim', ''];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return [`${cpu}, ${cores} cores, Node ${node}, ${valgrind}`, '', ...[head, ...rows].map(line), ''].join(
    '\n',
  );
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 1000 ? 3 : 2)} s`;
}
