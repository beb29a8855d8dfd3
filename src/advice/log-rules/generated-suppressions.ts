import { count } from '../evidence.js';
import { optionOf } from '../processes.js';
import type { DescribedLogRule } from '../rule.js';

export const generatedSuppressions: DescribedLogRule = {
  id: 'generated-suppressions',
  action: 'log',
  when: 'errors were recorded without `--gen-suppressions=all`, as the options or missing mangled names tell',
  what: 'Record with `--gen-suppressions=all`',
  advise({ processes, findings }) {
    const without = processes.filter(
      (process) =>
        process.options !== undefined &&
        !['all', 'yes'].includes(optionOf(process, '--gen-suppressions') ?? 'no'),
    );
    const logs = new Set(without.map(({ log }) => log));
    const shown = findings.filter(({ places }) => places.some(({ log }) => logs.has(log)));
    const unknown = findings.filter(({ frames }) => frames.some(({ fun }) => fun === undefined));
    if (shown.length === 0 && unknown.length === 0) return undefined;
    return {
      text: 'Record with --gen-suppressions=all.',
      why: 'Only the suppressions in a log tell for sure what Valgrind compares: mangled names of C++ functions, and the kind of some errors.',
      evidence: [
        ...(shown.length > 0
          ? [
              `${count(without.length, 'process', 'processes')} without the option, ${count(shown.length, 'finding')} of them`,
            ]
          : []),
        ...(unknown.length > 0
          ? [`${count(unknown.length, 'stack')} with names that are only known as printed`]
          : []),
      ],
      example: '--gen-suppressions=all',
    };
  },
};
