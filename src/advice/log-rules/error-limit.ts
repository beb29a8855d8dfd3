import { count, shortened } from '../evidence.js';
import type { DescribedLogRule } from '../rule.js';

export const errorLimit: DescribedLogRule = {
  id: 'error-limit',
  action: 'log',
  when: 'Valgrind says that it stops to report errors, after 1,000 different ones or 10,000,000 in all',
  what: 'Record with `--error-limit=no`',
  advise({ notices }) {
    const cut = notices.filter(({ type, text }) => type === 'cut-off' && isLimit(text));
    if (cut.length === 0) return undefined;
    return {
      text: 'Record with --error-limit=no, or suppress what is most frequent first.',
      why: 'Valgrind stopped to report errors: some are not in the logs at all, and counts are not final.',
      evidence: [
        `${count(new Set(cut.map(({ log }) => log)).size, 'log')} cut off`,
        ...cut
          .slice(0, 3)
          .map(({ log, line, text }) => `${shortened(log, 120)}:${line}: ${shortened(text, 100)}`),
      ],
      example: '--error-limit=no',
    };
  },
};

/** After 100 errors Valgrind only compares less of each stack from then on. */
function isLimit(text: string): boolean {
  return /^More than [\d,]+ (?:different|total) errors detected/.test(text);
}
