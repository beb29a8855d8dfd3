import type { Element } from './element.js';

/**
 * `make`, which is called once for each element: what it made is kept with it. Stacks, frames and suppressions that come
 * again in a log are the same elements again (see scan.ts).
 */
export function kept<T>(make: (element: Element) => T): (element: Element) => T {
  return (element) => {
    if (element.kept?.by === make) return element.kept.made as T;
    const made = make(element);
    element.kept = { by: make, made };
    return made;
  };
}
