/** Choices that are the same in every run with the same seed, a whole number. */
export function chooser(seed) {
  let state = seed >>> 0;
  const below = (limit) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  };
  return {
    /** A whole number from 0, below the limit. */
    below,
    /** True in so many of a hundred cases. */
    percent: (share) => below(100) < share,
    /** One of a list. */
    of: (list) => list[below(list.length)],
  };
}
