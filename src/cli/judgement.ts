import type { Finding } from '../finding/finding.js';
import type { Tool } from '../suppression/suppression.js';
import type { Judgement } from '../verdict/verdict.js';
import type { Settings } from './options.js';

/** What the verdicts of the configuration say. Those for tools that did not run are not unneeded. */
export async function judgementOf(
  findings: readonly Finding[],
  tools: ReadonlySet<Tool>,
  numCallers: number,
  { config, version }: Settings,
): Promise<Judgement | undefined> {
  if (!config.verdicts) return undefined;
  const [{ judge }, { readVerdictFiles }] = await Promise.all([
    import('../verdict/judge.js'),
    import('./verdict-files.js'),
  ]);
  const judgement = judge(findings, await readVerdictFiles(config.verdicts), { version, numCallers });
  const unneeded = judgement.unneeded.filter(({ entry }) =>
    [...tools].some((tool) => entry.loaded.has(tool)),
  );
  return { ...judgement, unneeded };
}
