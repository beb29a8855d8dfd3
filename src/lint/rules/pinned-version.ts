import { withoutEndStars } from '../../match/glob.js';
import { objectLine, withoutSymbolVersion } from '../../minimize/durable.js';
import { quote, quoteWhole } from '../../suppression/explain.js';
import { pinBetween, pinnedIn, type NamePattern, type Pin } from '../pinned.js';
import type { Rule } from '../rule.js';

export const pinnedVersion: Rule = {
  id: 'pinned-version',
  level: 'info',
  description: 'A location matches every release of a library.',
  why:
    'Valgrind compares "obj:" with the path of the file itself, which carries the release of the library: ' +
    'libgtk-3.so.0.2404.29. With the next update the entry hides nothing any more. The versions of symbols, as in ' +
    'pthread_create@@GLIBC_2.34, differ between C libraries and are absent where there are no debug symbols.',
  example: {
    wrong:
      '{\n   theme of GTK\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   obj:*/libgtk-3.so.0.2404.29\n   fun:gtk_init\n}\n',
    right:
      '{\n   theme of GTK\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   obj:*/libgtk-3.so*\n   fun:gtk_init\n}\n',
  },
  *check({ files }) {
    yield* pinnedIn(files, (location) => (location.type === 'fun' ? ofSymbol(location) : ofFile(location)));
  },
};

function ofSymbol({ pattern }: NamePattern): Pin | undefined {
  if (!pattern.includes('@')) return undefined;
  const loose = withoutSymbolVersion(pattern);
  const lasting = loose.endsWith('*') ? `${withoutEndStars(loose)}*` : loose;
  const pin = pinBetween(pattern, lasting);
  return (
    pin && {
      ...pin,
      message: `${quote(pattern)} has the version of a symbol, which is another one, or none, with another C library. Write ${quoteWhole(lasting)}.`,
    }
  );
}

/** glibc up to 2.33: its release is part of the name, libc-2.31.so. */
const glibc =
  /^((?:ld|lib(?:BrokenLocale|anl|c|crypt|dl|m|nsl|nss_\w+|pthread|resolv|rt|thread_db|util))-)\d+(?:\.\d+)+\.so$/;

/** A single number behind `.so` is the interface of the library, and stays for years. */
const release = /\.so\.\d+(?:\.\d+)+$/;

function ofFile({ pattern }: NamePattern): Pin | undefined {
  const start = pattern.lastIndexOf('/') + 1;
  const file = pattern.slice(start).replace(/^[*?]+/, '');
  const from = pattern.length - file.length;
  const old = glibc.exec(file)?.[1];
  const lasting = old === undefined ? lastingFile(file) : `${old}*.so*`;
  const pin = lasting === undefined ? undefined : pinBetween(file, lasting);
  if (!pin) return undefined;
  const since =
    old === undefined || old === 'ld-' ? '' : ', and from glibc 2.34 on no release is in the name';
  return {
    ...{ from: from + pin.from, to: from + pin.to, instead: pin.instead },
    message: `${quote(file)} is the file of one release: with the next this line matches nothing${since}. Write ${quoteWhole(lasting!)}.`,
  };
}

function lastingFile(file: string): string | undefined {
  if (!release.test(file)) return undefined;
  const line = objectLine({ obj: `/${file}` });
  return line?.type === 'obj' ? line.pattern.slice('*/'.length) : undefined;
}
