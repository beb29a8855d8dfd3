import { globsIntersect } from './glob.js';

/** File names of the libraries whose start code calls `main`. glibc's loader is not there: it has returned by then. */
const baseNames: readonly string[] = [
  'libc.so', // musl, Bionic
  'libc.so.?', // glibc 2.34 and newer, FreeBSD
  'libc.so.6.1', // glibc on Alpha and IA-64
  'libc-2.?.so',
  'libc-2.??.so', // glibc 2.33 and older
  'libuClibc-?.?.??.so',
  'libuClibc-?.?.??.?.so',
  ...[
    'x86_64',
    'i386',
    'aarch64',
    'arm',
    'armhf',
    'powerpc64le',
    'riscv64',
    's390x',
    'mips',
    'mips64',
  ].flatMap((machine) => [`ld-musl-${machine}.so.1`, `libc.musl-${machine}.so.1`]),
  'dyld', // macOS
  'libdyld.dylib',
];

/**
 * Could `pattern` fit the path of such a library, in whatever folder it is? A folder can have any name, but none with
 * `.so` in it, and none below `bin`: so `*` and `/usr/lib*` could, `*` + `/libz.so*` and `/usr/bin/x*` could not.
 */
export function couldBeCLibrary(pattern: string): boolean {
  if (/\/s?bin\//.test(pattern)) return false;
  // Pieces between wildcards and slashes that have to be part of the base name, from its beginning after a slash.
  const pieces = (pattern.match(/\/?[^/*?]+/g) ?? [])
    .filter((piece) => piece.includes('.so'))
    .map((piece) => (piece.startsWith('/') ? `${piece.slice(1)}*` : `*${piece}*`));
  return baseNames.some(
    (name) => pieces.every((piece) => globsIntersect(piece, name)) && globsIntersect(pattern, `*/${name}`),
  );
}
