/** Where a program runs, in the words of `uname`. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
}

/** Systems that Valgrind runs on, each with what else it is called. */
const systems: Readonly<Record<string, readonly string[]>> = {
  linux: [],
  freebsd: [],
  darwin: ['macos'],
  solaris: ['sunos'],
};

/** Processors that Valgrind runs on, each with what Valgrind, Debian and Node call it. */
const processors: Readonly<Record<string, readonly string[]>> = {
  x86_64: ['amd64', 'x64'],
  i686: ['x86', 'ia32', 'i386', 'i486', 'i586'],
  aarch64: ['arm64'],
  arm: ['armhf', 'armv7l'],
  ppc64le: ['ppc64el'],
  ppc64: [],
  ppc32: ['ppc', 'powerpc'],
  s390x: [],
  riscv64: [],
  mips: ['mips32'],
  mipsel: [],
  mips64: [],
  mips64el: [],
};

export const platformWords: readonly string[] = [systems, processors].flatMap((table) =>
  Object.entries(table).flatMap(([name, others]) => [name, ...others]),
);

/**
 * Reads a system, a processor or both: `linux`, `x86_64`, `linux-x86_64`, also the other way round as Valgrind has it:
 * `amd64-linux`. Undefined where a word is none of these.
 */
export function parsePlatform(text: string): Partial<Platform> | undefined {
  const found: { os?: string; arch?: string } = {};
  for (const word of text.toLowerCase().split('-')) {
    const [os, arch] = [nameIn(systems, word), nameIn(processors, word)];
    if (os !== undefined && found.os === undefined) found.os = os;
    else if (arch !== undefined && found.arch === undefined) found.arch = arch;
    else return undefined;
  }
  return found;
}

function nameIn(table: Readonly<Record<string, readonly string[]>>, word: string): string | undefined {
  return Object.keys(table).find((name) => name === word || table[name]!.includes(word));
}
