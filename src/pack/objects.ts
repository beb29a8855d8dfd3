/** What the file name of a shared object tells. */
export interface ObjectName {
  /** Equal for all versions: the name up to `.so`; of what is no shared object, the whole name. */
  readonly stem: string;
  /** Undefined where the name tells none. */
  readonly version: string | undefined;
}

/**
 * `libglib-2.0.so.0.7400.6` is version 0.7400.6, and `libc-2.31.so`, as the C library was called up to 2.33, is 2.31.
 * One number behind `.so` is the interface, which stays: `libc.so.6` tells nothing, nor does the name of a program.
 */
export function readObjectName(name: string): ObjectName {
  const at = name.search(/\.so(?:\.|$)/);
  if (at <= 0) return { stem: name, version: undefined };
  const [base, rest] = [name.slice(0, at), name.slice(at + '.so.'.length)];
  if (rest !== '') return { stem: `${base}.so`, version: rest.includes('.') ? rest : undefined };
  const version = /-(\d+(?:\.\d+)+)$/.exec(base)?.[1];
  if (version === undefined) return { stem: `${base}.so`, version };
  return { stem: `${base.slice(0, -version.length - 1)}.so`, version };
}
