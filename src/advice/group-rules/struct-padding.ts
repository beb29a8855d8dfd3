import type { Finding } from '../../finding/finding.js';
import { isOwn, shownName, siteOf } from '../../group/frames.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** Calls that hand bytes on to a file or to somebody else. */
const handsOn = /^(?:p?writev?(?:64)?|send(?:to|m?msg)?|socketcall\.send\w*)\(/;

/** Structs that go to the kernel with bytes that nobody set, and buffers that leave the program with them. */
export const structPadding: DescribedGroupRule = {
  id: 'struct-padding',
  action: 'fix',
  when: 'own code gives a system call memory with uninitialised bytes',
  what: 'Initialise all of it, padding and reserved fields included',
  advise({ cause, findings, count: times }, { own }) {
    if (cause.type !== 'argument' || cause.frame === undefined || !isOwn(cause.frame, own)) return undefined;
    if (!findings.every(({ what }) => /points to uninitialised byte/.test(what))) return undefined;
    const name = nameOf(cause.frame);
    const made = originLine(findings);
    const evidence = [
      shortened(findings[0]!.what, 120),
      ...(made === undefined ? [] : [made]),
      ...stackLines(findings, 2),
      count(times, 'error'),
    ];
    if (handsOn.test(cause.extra))
      return {
        text: `Clear the buffer that ${name} hands on before it is filled, or hand on no more than was filled.`,
        why: 'Bytes that nobody set leave the program: likely padding of a struct or the unused rest of a buffer, with old contents of memory in it.',
        evidence,
        example: 'memset(buffer, 0, sizeof buffer); /* or calloc instead of malloc */',
      };
    return {
      text: `Initialise the whole struct that ${name} passes, with its padding and reserved fields.`,
      why: 'It looks like a struct of which fields were assigned one by one: what is between and behind them stays unset, but is given to the kernel.',
      evidence,
      example: [
        'struct state state = {0};        /* fields that are not named are cleared */',
        'memset(&state, 0, sizeof state); /* padding between fields as well */',
      ].join('\n'),
    };
  },
};

/** Where the bytes were made, if the log tells. */
function originLine(findings: readonly Finding[]): string | undefined {
  const origin = findings.find(({ origins }) => origins.length > 0)?.origins[0];
  const site = origin && siteOf(origin.frames);
  if (!origin || !site) return undefined;
  const onStack = origin.caption.includes('stack allocation');
  return `made ${onStack ? 'on the stack' : 'on the heap'} of ${shortened(shownName(site.frame), 80)}`.replace(
    'on the heap of',
    'on the heap by',
  );
}
