import type { Finding } from '../../finding/finding.js';
import { leakKinds, type LeakKind, type Suppression } from '../../suppression/suppression.js';
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
    'show nothing are not judged.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cashe\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    set: { evidence: { findings: [exampleLeak('malloc', 'parser_cache', 'main')], real: [] } },
  },
  needsLogs: true,
  *check(set) {
    const shown = new Map(set.tools.map((tool) => [tool, shownOf(findingsOf(set, tool))]));
    for (const [entry, { certain, possible }] of hitsIn(set)) {
      if (certain.length + possible.length > 0) continue;
      const tools = entry.tools.filter((tool) => isShown(entry.suppression, shown.get(tool)!));
      if (tools.length === 0) continue;
      const count = tools.reduce((sum, tool) => sum + shown.get(tool)!.count, 0);
      const names = tools.map((tool) => toolInfo(tool).displayName).join(' and ');
      yield {
        ...atName(entry),
        message:
          `This entry hides ${count === 1 ? 'not the one finding' : `none of the ${count} findings`} of ${names} in the logs. ` +
          'Remove it if they were recorded without suppressions and show all that it is for.',
        tools,
        suggestions: [removalOf(entry)],
      };
    }
  },
};

interface Shown {
  readonly count: number;
  readonly leakKinds: ReadonlySet<LeakKind | undefined>;
}

function shownOf(findings: readonly Finding[]): Shown {
  return { count: findings.length, leakKinds: new Set(findings.map(({ leakKind }) => leakKind)) };
}

/** Do the logs show anything of the sort that the entry is for? */
function isShown({ kind, leakKinds: some = leakKinds }: Suppression, shown: Shown): boolean {
  return kind === 'Memcheck:Leak' ? some.some((each) => shown.leakKinds.has(each)) : shown.count > 0;
}
