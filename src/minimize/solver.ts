import type { Highs } from 'highs';

/** Loads the solver when it is first needed: it is a large piece of WebAssembly. */
export async function loadSolver(): Promise<Highs> {
  // The package is CommonJS with types for its ESM build, so the types put the loader one `default` too deep.
  const { default: load } = (await import('highs')) as unknown as { default: () => Promise<Highs> };
  return load();
}
