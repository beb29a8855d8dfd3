import { cutOff } from '../cut-off.js';
import { count, stackLines } from '../evidence.js';
import type { DescribedLogRule } from '../rule.js';

const share = 0.05;

export const cutStacks: DescribedLogRule = {
  id: 'cut-stacks',
  action: 'log',
  when: 'a twentieth of the stacks end at `--num-callers`, before any start-up code',
  what: 'Record with a larger `--num-callers`',
  advise({ findings, processes }) {
    const { findings: cut, depths, wanted } = cutOff(findings, processes);
    if (cut.length < 2 || cut.length < findings.length * share) return undefined;
    return {
      text: `Record with --num-callers=${wanted}.`,
      why: 'Stacks that are cut do not tell who called, so that own code on them may not be seen, and one cause may look like several.',
      evidence: [
        `${cut.length} of ${count(findings.length, 'stack')} cut after ${depths.slice(0, 3).join(', ')} frames`,
        ...stackLines(cut, 1),
      ],
      example: '--num-callers=40',
    };
  },
};
