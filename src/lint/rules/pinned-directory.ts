import { quote, quoteWhole } from '../../suppression/explain.js';
import { pinnedIn, type NamePattern, type Pin } from '../pinned.js';
import type { Rule } from '../rule.js';

export const pinnedDirectory: Rule = {
  id: 'pinned-directory',
  level: 'info',
  description: 'A location matches a library in whatever directory it is installed.',
  why:
    'Valgrind compares "obj:" with the whole path, after following all links. Distributions keep libraries in different ' +
    'directories, and where /lib is a link to /usr/lib, as in most of them today, a pattern that begins with /lib never ' +
    'matches. Directories of a home or of a build are other ones on the next machine.',
  example: {
    wrong:
      '{\n   theme of GTK\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   obj:/usr/lib/x86_64-linux-gnu/libgtk-3.so*\n   fun:gtk_init\n}\n',
    right:
      '{\n   theme of GTK\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   obj:*/libgtk-3.so*\n   fun:gtk_init\n}\n',
  },
  *check({ files }) {
    yield* pinnedIn(files, pinOf);
  },
};

/** The first that fits says why the directory will not do. */
const directories: readonly {
  readonly begins: RegExp;
  readonly why: (directory: string) => string;
  readonly severity?: 'warning';
}[] = [
  {
    begins: /^\/(?:home|root|Users|tmp|var\/tmp|builds?)\//,
    why: (directory) => `${quote(directory)} is a directory of one machine.`,
    severity: 'warning',
  },
  {
    begins: /^\/(?:nix|gnu)\/store\//,
    why: (directory) => `${quote(directory)} is another directory with each build of the package.`,
  },
  {
    begins: /^\/(?:lib(?:o?32|64|x32)?[*?]*|s?bin)\//,
    why: (directory) => {
      const top = directory.split('/', 2).join('/');
      return `Valgrind follows links, and ${quote(top)} is one to ${quote(`/usr${top}`)} in most distributions: there this line never matches.`;
    },
  },
  {
    begins: /^\/usr\/lib(?:32|64|x32|\/(?=[^/]*-linux-gnu)[^/]*)?\/(?=[^/]*\.so)[^/]*$/,
    why: (directory) => `Not every distribution keeps this library in ${quote(directory)}.`,
  },
];

/** Alpine and FreeBSD have a true /lib. */
const atHomeInLib = /musl|^lib(?:c\.so\.7|thr\.so)/;

function pinOf({ type, pattern }: NamePattern): Pin | undefined {
  if (type !== 'obj' || !pattern.startsWith('/')) return undefined;
  const found = directories.find(({ begins }) => begins.test(pattern));
  const to = pattern.lastIndexOf('/') + 1;
  const file = pattern.slice(to);
  if (!found || atHomeInLib.test(file)) return undefined;
  const { why, severity } = found;
  const message = why(pattern.slice(0, to - 1));
  const pin = { from: 0, to, ...(severity && { severity }) };
  // A directory with all that is in it cannot be said in another way.
  const saysWhich = /[^*?]/.test(file.replace(/\.so.*$/s, ''));
  return saysWhich
    ? { ...pin, instead: '*/', message: `${message} Write ${quoteWhole(`*/${file}`)}.` }
    : { ...pin, instead: undefined, message };
}
