/** Names that say only that nobody has given one. Anchored, and tried on short texts only. */
const placeholders: readonly RegExp[] = [
  // What Valgrind writes, in text and in XML, and what becomes of it when somebody numbers it or drops the underlines.
  /^<?insert[ _-]*an?[ _-]*suppression[ _-]*name[ _-]*here>?[\W\d_]*$/i,
  /^<(?:insert|your|enter|add)[ _-][^>]*>$/i,
  /^(?!name$)<?(?:the[ _-]|your[ _-]|a[ _-])?(?:suppression[ _-]?)?name(?:[ _-](?:of[ _-](?:the|this)[ _-]suppression|here))?>?$/i,
  /^<?(?:no[ _-]?name|un(?:named|titled|known)|suppression|entry|todo|fixme|xxx+|tbd)>?[\W\d_]*$/i,
  // No letter, no digit, no character beyond ASCII.
  /^[^A-Za-z0-9\x80-\xff]+$/,
];

const longest = 80;

export function isPlaceholder(name: string): boolean {
  return name.length <= longest && placeholders.some((pattern) => pattern.test(name));
}
