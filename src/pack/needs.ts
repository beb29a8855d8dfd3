import type { Pack } from './pack.js';

/** Packs by name and those that they need, each after what it needs, each once. Throws what `read` throws. */
export async function withNeeds(
  names: readonly string[],
  read: (name: string, neededBy: string | undefined) => Promise<Pack>,
): Promise<readonly Pack[]> {
  const met = new Set<string>();
  const inOrder: Pack[] = [];
  async function visit(name: string, neededBy?: string): Promise<void> {
    if (met.has(name)) return;
    met.add(name);
    const pack = await read(name, neededBy);
    for (const need of pack.head.needs) await visit(need, name);
    inOrder.push(pack);
  }
  for (const name of names) await visit(name);
  return inOrder;
}
