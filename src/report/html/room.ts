/** HTML of the first of some things, as far as there is room. */
export interface Filled {
  readonly html: string;
  /** How many are in it. */
  readonly shown: number;
  /** How many are not. */
  readonly left: number;
}

/** Writes one thing after the other until `bytes` bytes of UTF-8 are full, so that a report has a size. */
export function fill<T>(things: readonly T[], bytes: number, write: (thing: T) => string): Filled {
  const written: string[] = [];
  let room = bytes;
  for (const thing of things) {
    const html = write(thing);
    room -= Buffer.byteLength(html);
    if (room < 0) break;
    written.push(html);
  }
  return { html: written.join('\n'), shown: written.length, left: things.length - written.length };
}

/** Says how many are not there; nothing where all are. */
export function leftOut(left: number, what: string): string {
  return left > 0 ? `<p class="left">${left.toLocaleString('en')} more ${what} left out.</p>` : '';
}
