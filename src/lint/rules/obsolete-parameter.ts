import { quote } from '../../suppression/explain.js';
import { formatLocation } from '../../suppression/location.js';
import { existsIn } from '../../suppression/version.js';
import { atLine, replacing } from '../place.js';
import type { LintEntry, Rule } from '../rule.js';

/** A spelling of a parameter that some versions of Valgrind do not report. */
interface Spelling {
  readonly pattern: RegExp;
  /** What they report instead, as a replacement for the pattern. */
  readonly instead: string;
  /** The versions that do so. */
  readonly since?: string;
  readonly until?: string;
}

const spellings: readonly Spelling[] = [
  { pattern: /^(readv|writev)\(vector\[\.\.\.\]\)$/, instead: '$1(vector[0])', since: '3.20' },
  { pattern: /^(readv|writev)\(vector\[\d+\]\)$/, instead: '$1(vector[...])', until: '3.20' },
  // From 3.16 on Valgrind itself warns of this one, and so does the rule syntax.
  {
    pattern: /^(preadv|pwritev)\(vector\[\.\.\.\]\)$/,
    instead: '$1(vector[0])',
    since: '3.15',
    until: '3.16',
  },
  { pattern: /^(preadv|pwritev)\(vector\[\d+\]\)$/, instead: '$1(vector[...])', until: '3.15' },
  { pattern: /^sendmsg\(msg\.msg_iov\[i\]\)$/, instead: 'sendmsg(msg.msg_iov[0])', since: '3.19' },
  { pattern: /^openat\(filename\)$/, instead: 'openat(pathname)', since: '3.26' },
  { pattern: /^openat\(pathname\)$/, instead: 'openat(filename)', until: '3.26' },
];

export const obsoleteParameter: Rule = {
  id: 'obsolete-parameter',
  level: 'warning',
  description: 'The parameter of a system call is spelled as this version of Valgrind spells it.',
  why:
    'Releases of Valgrind change the names of parameters: "writev(vector[...])" is "writev(vector[0])", "writev(vector[1])" ' +
    'and so on since 3.20, "openat(filename)" is "openat(pathname)" since 3.26. An entry with the other spelling is ' +
    'good syntax, and matches nothing.',
  example: {
    wrong:
      '{\n   header with padding\n   Memcheck:Param\n   writev(vector[...])\n   fun:writev\n   fun:save_header\n}\n',
    right:
      '{\n   header with padding\n   Memcheck:Param\n   writev(vector[0])\n   fun:writev\n   fun:save_header\n}\n',
  },
  *check({ files, version }) {
    const outdated = spellings.filter((spelling) => existsIn(spelling, version));
    const parameters = files.flatMap(({ entries }) => entries.filter(isParameter));
    const present = new Set(parameters.map((entry) => keyOf(entry, entry.suppression.extra!)));
    for (const entry of parameters) {
      const { file, extra, tools, suppression } = entry;
      const text = suppression.extra!;
      const place = { ...atLine(file.name, extra!), tools };
      const spelling = outdated.find(({ pattern }) => pattern.test(text));
      if (spelling) {
        const instead = text.replace(spelling.pattern, spelling.instead);
        // A file for several versions has the same entry in both spellings.
        if (present.has(keyOf(entry, instead))) continue;
        yield {
          ...place,
          message: `Valgrind ${version} reports ${quote(instead)}, never ${quote(text)}${hint(instead)}.`,
          suggestions: [{ description: `write ${quote(instead)}`, edits: [replacing(extra!, instead)] }],
        };
      } else if (text === 'open(filename)') {
        const instead = existsIn({ since: '3.26' }, version) ? 'openat(pathname)' : 'openat(filename)';
        if (present.has(keyOf(entry, instead))) continue;
        yield {
          ...place,
          severity: 'info',
          message: `Today's glibc opens files with another system call: Valgrind ${version} then reports "${instead}".`,
          suggestions: [{ description: `write "${instead}"`, edits: [replacing(extra!, instead)] }],
        };
      }
    }
  },
};

function isParameter({ extra, suppression }: LintEntry): boolean {
  return extra !== undefined && suppression.kind === 'Memcheck:Param';
}

/** Entries with equal keys differ in nothing that decides. */
function keyOf({ suppression }: LintEntry, parameter: string): string {
  return [parameter, ...suppression.frames.map(formatLocation)].join('\n');
}

function hint(instead: string): string {
  return instead.includes('[0]')
    ? ': the number is that of the element. Write an entry for each'
    : '. Write that';
}
