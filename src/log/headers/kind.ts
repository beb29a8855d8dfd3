/** Kinds that have two spellings in suppressions: the other one → the one chaff uses for every version. */
const aliases: Readonly<Record<string, string>> = {
  'Memcheck:Value0': 'Memcheck:Cond',
  'Memcheck:UnsafeZeroSize': 'Memcheck:BadSize',
};

/** `Memcheck:Value0` → `Memcheck:Cond`; anything that is no alias stays as it is. */
export function canonicalKind(kind: string): string {
  return Object.hasOwn(aliases, kind) ? aliases[kind]! : kind;
}
