import type { Finding } from '../../finding/finding.js';
import { showsAllOf, type Evidence } from '../../rewrite/evidence.js';
import { toolInfo } from '../../suppression/tools.js';
import { exampleLeak } from '../example-finding.js';
import { findingsOf, hitsIn } from '../hits.js';
import { atName } from '../place.js';
import { removalOf } from '../removal.js';
import type { Rule } from '../rule.js';

export const unusedEntry: Rule = {
  id: 'unused-entry',
  level: 'info',
  description: 'Each entry hides something in the logs.',
  why:
    'An entry whose error is gone waits to hide the next one at the same place. Logs cannot prove that it is gone: they ' +
    'show what some programs did, and those recorded with suppressions lack just the findings that these hid. Give logs of ' +
    'all programs that use the set, recorded without it. Entries for tools, and for kinds of leaks, of which the logs ' +
    'do not show everything are not judged.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cashe\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    set: { evidence: { findings: [exampleLeak('malloc', 'parser_cache', 'main')], real: [] } },
  },
  needsLogs: true,
  *check(set) {
    const counts = new Map(set.tools.map((tool) => [tool, findingsOf(set, tool).length]));
    const { findings, shown = shownBy(findings) } = set.evidence!;
    for (const [entry, { certain, possible }] of hitsIn(set)) {
      if (certain.length + possible.length > 0) continue;
      const tools = entry.tools.filter((tool) => showsAllOf(shown, tool, entry.suppression));
      if (tools.length === 0) continue;
      const count = tools.reduce((sum, tool) => sum + counts.get(tool)!, 0);
      const names = tools.map((tool) => toolInfo(tool).displayName).join(' and ');
      yield {
        ...atName(entry),
        message:
          `This entry hides ${whatNot(count)} of ${names} in the logs. ` +
          'Remove it if they are of all programs that use it.',
        tools,
        suggestions: [removalOf(entry)],
      };
    }
  },
};

function whatNot(count: number): string {
  if (count === 0) return 'nothing: there are no findings';
  return count === 1 ? 'not the one finding' : `none of the ${count} findings`;
}

/** What findings alone tell of the logs that they are from. */
function shownBy(findings: readonly Finding[]): Evidence {
  return {
    gaps: [],
    tools: new Set(findings.map(({ tool }) => tool)),
    leakKinds: new Set(findings.flatMap(({ leakKind }) => leakKind ?? [])),
  };
}
