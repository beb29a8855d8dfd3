import { count, stackLines } from '../evidence.js';
import type { DescribedLogRule } from '../rule.js';

export const trackOrigins: DescribedLogRule = {
  id: 'track-origins',
  action: 'log',
  when: 'no undefined value in the logs tells where it came from',
  what: 'Record with `--track-origins=yes`',
  advise({ findings, processes }) {
    const values = findings.filter(
      ({ kind, what }) =>
        /^Memcheck:(?:Cond|Value\d*)$/.test(kind) ||
        (kind === 'Memcheck:Param' && /uninitialised/.test(what)),
    );
    if (values.length === 0 || values.some(({ origins }) => origins.length > 0)) return undefined;
    // Some values have no origin to tell, even when it is asked for.
    if (processes.some(({ options }) => options?.includes('--track-origins=yes'))) return undefined;
    return {
      text: 'Record with --track-origins=yes; it takes about twice the time.',
      why: 'Undefined values are mostly reported far from where somebody forgot to set them, and the logs do not tell where they were made.',
      evidence: [`${count(values.length, 'undefined value')} without origin`, ...stackLines(values, 2)],
      example: '--track-origins=yes',
    };
  },
};
