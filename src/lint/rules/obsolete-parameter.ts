import { quote } from '../../suppression/explain.js';
import { formatLocation } from '../../suppression/location.js';
import { parameterIn } from '../../suppression/parameters.js';
import { atLine, replacing } from '../place.js';
import type { LintEntry, Rule } from '../rule.js';

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
    const parameters = files.flatMap(({ entries }) => entries.filter(isParameter));
    const present = new Set(parameters.map((entry) => keyOf(entry, entry.suppression.extra!)));
    for (const entry of parameters) {
      const { file, tools, suppression } = entry;
      const text = suppression.extra!;
      const spelled = parameterIn(version, text);
      const instead = text === 'open(filename)' ? parameterIn(version, 'openat(pathname)') : spelled;
      // A file for several versions has the same entry in both spellings.
      if (instead === text || present.has(keyOf(entry, instead))) continue;
      const isObsolete = spelled !== text;
      yield {
        ...atLine(file.name, entry.extra!),
        ...(!isObsolete && { severity: 'info' as const }),
        message: isObsolete
          ? `Valgrind ${version} reports ${quote(instead)}, never ${quote(text)}${hint(instead)}.`
          : `Today's glibc opens files with another system call: Valgrind ${version} then reports "${instead}".`,
        tools,
        suggestions: [{ description: `write ${quote(instead)}`, edits: [replacing(entry.extra!, instead)] }],
      };
    }
  },
};

function isParameter({ suppression }: LintEntry): boolean {
  return suppression.extra !== undefined && suppression.kind === 'Memcheck:Param';
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
