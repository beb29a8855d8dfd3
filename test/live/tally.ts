import type { Comparison } from './compare.js';
import { logForms, type LogForm } from './recording.js';
import type { Scenario } from './scenarios.js';

/** Adds up comparisons, to see how much is left open. Only programs with debug information count for the share. */
export function createTally(title: string) {
  const rows: { scenario: Scenario; comparison: Record<LogForm, Comparison> }[] = [];
  const share = (of: readonly Comparison[]) => {
    const [yes, no, unknown] = (['yes', 'no', 'unknown'] as const).map((answer) =>
      of.reduce((sum, each) => sum + each[answer], 0),
    ) as [number, number, number];
    return { yes, no, unknown, share: unknown / (yes + no + unknown) };
  };
  return {
    add(scenario: Scenario, comparison: Record<LogForm, Comparison>): void {
      rows.push({ scenario, comparison });
    },
    /** The share of answers from logs of this form that are `unknown`. */
    unknownShare(form: LogForm): number {
      return share(
        rows.filter(({ scenario }) => scenario.debugInfo).map(({ comparison }) => comparison[form]),
      ).share;
    },
    print(): void {
      const line = (name: string, of: readonly Comparison[]) => {
        const { yes, no, unknown, share: open } = share(of);
        return `${name.padEnd(32)} ${String(yes)} yes, ${String(no)} no, ${String(unknown)} unknown (${(100 * open).toFixed(1)} %)`;
      };
      const lines = logForms.flatMap((form) => [
        ...rows.map(({ scenario, comparison }) => line(`${form} ${scenario.name}`, [comparison[form]])),
        line(
          `${form} all`,
          rows.map(({ comparison }) => comparison[form]),
        ),
      ]);
      console.log([`${title}: pairs of suppression and finding of one kind`, ...lines].join('\n'));
    },
  };
}
