import { parentPort, workerData } from 'node:worker_threads';
import type { Finding } from '../../finding/finding.js';
import type { GuardLevel } from '../../minimize/guard.js';
import type { OwnCode } from '../../minimize/own.js';
import { previewText } from '../../report/triage/preview.js';
import type { Preview } from '../../report/triage/wire.js';
import type { Suppression } from '../../suppression/suppression.js';
import { preview } from '../../triage/preview.js';

/** What stays the same. */
export interface PreviewData {
  readonly findings: readonly Finding[];
  readonly own: OwnCode;
  readonly numCallers: number;
  readonly guard: GuardLevel;
}

export interface PreviewTask {
  /** Places among the findings. */
  readonly wanted: readonly number[];
  readonly real: readonly Suppression[];
}

export type PreviewAnswer = { readonly preview: Preview } | { readonly failed: string };

const { findings, own, numCallers, guard } = workerData as PreviewData;

parentPort!.on('message', ({ wanted, real }: PreviewTask) => {
  preview(
    wanted.map((at) => findings[at]!),
    findings,
    { knowledge: { real, own }, numCallers, guard },
  ).then(
    (answer) => parentPort!.postMessage({ preview: previewText(answer, findings) } satisfies PreviewAnswer),
    (error: unknown) =>
      parentPort!.postMessage({
        failed: error instanceof Error ? error.message : String(error),
      } satisfies PreviewAnswer),
  );
});
