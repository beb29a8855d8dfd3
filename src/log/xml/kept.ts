/**
 * `make`, which is called once for each object: what it made is kept as long as the object lives. Elements and stacks that
 * come again in a log are the same objects again (see scan.ts).
 */
export function kept<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly made: V }>();
  return (of) => {
    const old = known.get(of);
    if (old) return old.made;
    const made = make(of);
    known.set(of, { made });
    return made;
  };
}
