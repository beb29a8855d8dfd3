import type { Suppression } from '../../suppression/suppression.js';
import { quote } from '../../suppression/explain.js';
import { exampleLeak } from '../example-finding.js';
import { hitsIn } from '../hits.js';
import { namedFindings } from '../named-finding.js';
import { atName } from '../place.js';
import { realFindings } from '../real-findings.js';
import type { Rule } from '../rule.js';

const realLeak: Suppression = {
  name: 'parse_file forgets its table',
  kind: 'Memcheck:Leak',
  frames: [{ type: '...' }, { type: 'fun', pattern: 'parse_file' }],
  file: 'real.supp',
  line: 2,
};

export const hidesRealFinding: Rule = {
  id: 'hides-real-finding',
  level: 'error',
  description: 'No entry hides a finding of the logs that is known to be real.',
  why:
    'A pattern given with --real says that the finding is a fault of the program. An entry that hides it was made for ' +
    'something else and is too broad. It is a warning where the entry only may hide it, for a log does not tell all names ' +
    'and objects of a stack.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_*\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    set: {
      evidence: {
        findings: [
          exampleLeak('malloc', 'parser_cache', 'parser_init', 'main'),
          exampleLeak('malloc', 'parser_table', 'parse_file', 'main'),
        ],
        real: [realLeak],
      },
    },
  },
  needsLogs: true,
  *check(set) {
    const real = realFindings(set.evidence!);
    for (const [entry, { certain, possible }] of hitsIn(set)) {
      const isSure = certain.some((each) => real.has(each));
      const found = (isSure ? certain : possible).filter((each) => real.has(each));
      if (found.length === 0) continue;
      const [pattern, ...others] = new Set(found.map((each) => real.get(each)!.name));
      const by = `${quote(pattern!)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
      const what = found.length === 1 ? 'a finding that is' : `${found.length} findings that are`;
      yield {
        ...atName(entry),
        severity: isSure ? 'error' : 'warning',
        message:
          `This entry ${isSure ? 'hides' : 'may hide'} ${what} real by ${by}: ${namedFindings(found)}. ` +
          (isSure ? 'Narrow the entry.' : 'The log does not tell all that Valgrind looks at.'),
        tools: entry.tools,
      };
    }
  },
};
