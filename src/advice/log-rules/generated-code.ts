import type { Finding, Frame } from '../../finding/finding.js';
import type { Process } from '../../log/sink.js';
import { count, stackLines } from '../evidence.js';
import { isOlder, optionOf, processesOf } from '../processes.js';
import type { DescribedLogRule } from '../rule.js';

const share = 0.02;

export const generatedCode: DescribedLogRule = {
  id: 'generated-code',
  action: 'log',
  when: 'stacks begin in code of no object, as that of a code generator, and `--smc-check` does not cover it (before 3.11.0 not unless asked for)',
  what: 'Record with `--smc-check=all-non-file`',
  advise(circumstances) {
    const { findings } = circumstances;
    const generated = findings.filter(
      (finding) => isGenerated(finding) && processesOf([finding], circumstances.processes).some(isUnchecked),
    );
    if (generated.length < 2 || generated.length < findings.length * share) return undefined;
    return {
      text: 'Record with --smc-check=all-non-file.',
      why: 'The program likely makes code while it runs: when it changes that code unseen, Valgrind goes on with the old one and reports what never happened.',
      evidence: [
        `${generated.length} of ${count(findings.length, 'stack')} begin in code of no object`,
        ...stackLines(generated, 2),
      ],
      example: '--smc-check=all-non-file',
    };
  },
};

/** Two innermost frames of nowhere: a single one may be a wild jump. */
function isGenerated({ frames }: Finding): boolean {
  return frames.length > 2 && frames.slice(0, 2).every(isNowhere);
}

function isNowhere({ fun, obj }: Frame): boolean {
  return fun === '???' && obj === '???';
}

function isUnchecked(process: Process): boolean {
  const told = optionOf(process, '--smc-check');
  if (told !== undefined) return told === 'none' || told === 'stack';
  // All options are told, or the log says nothing: the version tells what is usual.
  return isOlder(process.valgrind, '3.11.0');
}
