/** Gives out names, each once and none that is taken: `x`, or `x (2)`, `x (3)`, ... where `x` is taken. */
export function freeNames(taken: Iterable<string>): (name: string) => string {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return (name) => {
    let free = name;
    for (let number = next.get(name) ?? 2; used.has(free); number += 1) {
      free = `${name} (${number})`;
      next.set(name, number + 1);
    }
    used.add(free);
    return free;
  };
}

/** Makes names differ by numbering repeats: the first of a name keeps it. */
export function uniqueNames(names: readonly string[]): string[] {
  const free = freeNames(names);
  const seen = new Set<string>();
  return names.map((name) => {
    if (seen.has(name)) return free(name);
    seen.add(name);
    return name;
  });
}
