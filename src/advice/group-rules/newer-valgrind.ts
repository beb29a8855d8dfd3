import type { Finding } from '../../finding/finding.js';
import { shownName } from '../../group/frames.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import { ioctlFamily } from '../ioctls.js';
import { fixedReports, type FixedReport } from '../knowledge.js';
import { beginsInLoader } from '../loader-frames.js';
import { isOlder, newestOf, processesOf } from '../processes.js';
import type { DescribedGroupRule } from '../rule.js';

/** Only where a fact says so, and every log is older than it. */
export const newerValgrind: DescribedGroupRule = {
  id: 'newer-valgrind',
  action: 'log',
  when: 'a release that is newer than all the logs is known not to report it any more',
  what: 'Record with that release or a newer one instead of suppressing',
  advise({ cause, findings, count: times }, circumstances) {
    const version = newestOf(processesOf(findings, circumstances.processes));
    if (version === undefined) return undefined;
    const family =
      cause.type === 'argument' && cause.extra === 'ioctl(generic)'
        ? ioctlFamily(findings[0]!.frames)
        : undefined;
    const evidence = [
      `recorded with Valgrind ${shortened(version, 20)}`,
      ...stackLines(findings, 1),
      count(times, 'error'),
    ];
    if (family?.first !== undefined && isOlder(version, family.first))
      return {
        text: `Record with Valgrind ${family.first} or newer.`,
        why: `By the names it is one of the requests of ${family.family}, and ${family.first} is the first to know ${family.requests}.`,
        evidence,
      };
    const fact = fixedReports.find(
      (each) => isOlder(version, each.first) && findings.every((finding) => isAbout(each, finding)),
    );
    if (fact === undefined) return undefined;
    const first = findings[0]!;
    return {
      text: `Record with Valgrind ${fact.first} or newer.`,
      why: `It looks like a false report of ${first.frames[0] ? nameOf(first.frames[0]) : first.kind} that ${fact.first} is the first not to make${fact.bug === undefined ? '' : ` (Valgrind bug ${fact.bug})`}.`,
      evidence,
    };
  },
};

function isAbout(fact: FixedReport, { tool, kind, extra, frames }: Finding): boolean {
  if (!fact.tools.includes(tool) || !fact.kinds.test(kind.slice(kind.indexOf(':') + 1))) return false;
  if (fact.extra !== undefined && extra?.startsWith(fact.extra) !== true) return false;
  const name = (at: number) => shownName(frames[at]!).slice(0, 200);
  if (fact.functions && (frames.length === 0 || !fact.functions.test(name(0)))) return false;
  if (fact.loader && !beginsInLoader(frames)) return false;
  return fact.within === undefined || frames.some((_, at) => fact.within!.test(name(at)));
}
