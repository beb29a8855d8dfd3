/**
 * Valgrind's patterns for names: `*` is any run of bytes, `?` exactly one byte, every other byte means itself.
 * The whole text must fit. There is no escape, so a literal `*` can only be met by a wildcard.
 *
 *     fits('',        '')      = true
 *     fits('*' + p,   t)       = fits(p, t) or (t = c + u and fits('*' + p, u))
 *     fits('?' + p,   c + t)   = fits(p, t)
 *     fits(c + p,     c + t)   = fits(p, t)
 *     fits(otherwise)          = false
 */
export function globMatches(pattern: string, text: string): boolean {
  // Only the last star met so far is worth another try: whatever an earlier one could swallow in addition,
  // this one can swallow too. That bounds the work by pattern × text.
  let p = 0;
  let t = 0;
  let afterStar = -1;
  let swallowedTo = 0;
  while (t < text.length) {
    const wanted = pattern.charCodeAt(p); // NaN at the end, equal to no byte
    if (wanted === star) {
      afterStar = ++p;
      swallowedTo = t;
    } else if (wanted === anyByte || wanted === text.charCodeAt(t)) {
      p++;
      t++;
    } else if (afterStar >= 0) {
      p = afterStar;
      t = ++swallowedTo;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(p) === star) p++;
  return p === pattern.length;
}

const star = 0x2a;
const anyByte = 0x3f;

/**
 * Is there a text that fits both patterns? Needed where a name is itself only known as a pattern.
 *
 *     meet('',      '')       = true
 *     meet('*' + a, b)        = meet(a, b) or (b = d + c and meet('*' + a, c))       and the same with a, b swapped
 *     meet(c + a,   d + b)    = meet(a, b)   if c = d or one of them is '?'
 *     meet(otherwise)         = false
 *
 * Time is a × b: one row of the table over all suffixes of `b` for each suffix of `a`, from the ends.
 */
export function globsIntersect(a: string, b: string): boolean {
  if (!hasWildcard(a)) return globMatches(b, a);
  if (!hasWildcard(b)) return globMatches(a, b);
  if (beginOtherwise(a, b)) return false;
  let below = new Array<boolean>(b.length + 1).fill(false);
  for (let i = a.length; i >= 0; i--) {
    const row = new Array<boolean>(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length && j === b.length) row[j] = true;
      else if (a[i] === '*') row[j] = below[j]! || (j < b.length && row[j + 1]!);
      else if (b[j] === '*') row[j] = row[j + 1]! || (i < a.length && below[j]!);
      else row[j] = i < a.length && j < b.length && meetsByte(a[i]!, b[j]!) && below[j + 1]!;
    }
    below = row;
  }
  return below[0]!;
}

/** Do they spell different bytes before any wildcard? Most pairs do, and no table is needed for them. */
function beginOtherwise(a: string, b: string): boolean {
  for (let at = 0; ; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)]; // never behind the end, for both have a wildcard
    if (one === star || one === anyByte || other === star || other === anyByte) return false;
    if (one !== other) return true;
  }
}

/** Does the pattern fit more than the text it spells? */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

/** Does the pattern fit every text, whatever it is? */
export function fitsAnything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** The pattern without the stars at its end: the name that must come first. Not by `/\*+$/`, which is slow on `***x`. */
export function withoutEndStars(pattern: string): string {
  let end = pattern.length;
  while (pattern.charCodeAt(end - 1) === star) end--;
  return pattern.slice(0, end);
}

function meetsByte(a: string, b: string): boolean {
  return a === '?' || b === '?' || a === b;
}
