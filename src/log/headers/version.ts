/** Is version `valgrind` (`3.19.0`, `3.28.0.GIT`) at least 3.`minor`? Undefined when the version is not known. */
export function isAtLeast(valgrind: string | undefined, minor: number): boolean | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})/.exec(valgrind ?? '');
  if (!match) return undefined;
  const major = Number(match[1]);
  return major > 3 || (major === 3 && Number(match[2]) >= minor);
}
