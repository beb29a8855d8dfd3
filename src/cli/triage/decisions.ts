import type { Finding } from '../../finding/finding.js';
import type { Reversal } from '../../report/triage/undo.js';
import type { DecisionRequest } from '../../report/triage/wire.js';
import { shownText } from '../../report/triage/words.js';
import { decideAll } from '../../verdict/decide.js';
import { exactEntries } from '../../verdict/exact.js';
import { standingIn } from '../../verdict/standing.js';
import type { Decision, Judgement, VerdictFiles } from '../../verdict/verdict.js';

/** What is to be done to some findings: decided now, or taken back. */
export type Step = DecisionRequest & Partial<Reversal>;

/** What the page sends as text is bytes in the files, on one line. */
function decisionOf(request: Step, findings: readonly Finding[]): Decision {
  const texts = (['reason', 'bug', 'owner'] as const).flatMap((key) => {
    const text = request[key];
    return text === undefined ? [] : [[key, bytesOf(text)] as const];
  });
  return {
    findings: request.findings.map((at) => findings[at]!),
    verdict: request.verdict ?? undefined,
    ...(Object.fromEntries(texts) as object),
    ...(request.comments === undefined ? {} : { comments: request.comments.map(bytesOf) }),
  };
}

function bytesOf(text: string): string {
  return Buffer.from(text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim(), 'utf8').toString('latin1');
}

/** What is left of requests without findings that stand otherwise than each says, because somebody decided them since. */
export function stillMeant(
  requests: readonly Step[],
  findings: readonly Finding[],
  files: VerdictFiles,
): readonly Step[] {
  const asked = requests.filter(({ standing }) => standing !== undefined);
  if (asked.length === 0) return requests;
  const exact = exactEntries(asked.flatMap((request) => request.findings.map((at) => findings[at]!)));
  const now = standingIn(files, exact);
  let next = 0;
  return requests.map((request) => {
    const { standing } = request;
    if (standing === undefined) return request;
    return { ...request, findings: request.findings.filter(() => now[next++] === standing) };
  });
}

/** Says that findings are left as somebody decided them since; undefined where there are none. */
export function leftNoteOf(
  asked: readonly DecisionRequest[],
  meant: readonly DecisionRequest[],
): string | undefined {
  const count = (requests: readonly DecisionRequest[]) =>
    requests.reduce((sum, { findings }) => sum + findings.length, 0);
  const left = count(asked) - count(meant);
  if (left === 0) return undefined;
  return left === 1
    ? '1 finding was decided elsewhere since: it is left as it is'
    : `${left} findings were decided elsewhere since: they are left as they are`;
}

/** The files after some decisions. Only what had no verdict is from today. */
export function decided(
  files: VerdictFiles,
  steps: readonly Step[],
  before: Judgement,
  today: string,
): VerdictFiles {
  const findings = before.findings.map(({ finding }) => finding);
  const isOpen = (at: number) => before.findings[at]!.verdict === undefined;
  const decisions = steps.flatMap((step): Decision[] => {
    // What comes back has its day among its comments.
    if (step.verdict === null || step.comments !== undefined) return [decisionOf(step, findings)];
    const fresh = { ...step, findings: step.findings.filter(isOpen) };
    const known = { ...step, findings: step.findings.filter((at) => !isOpen(at)) };
    return [{ ...decisionOf(fresh, findings), added: today }, decisionOf(known, findings)];
  });
  return decideAll(files, decisions);
}

/** Says why some findings have another verdict than the one that was decided; undefined where none has. */
export function noteOf(requests: readonly DecisionRequest[], after: Judgement): string | undefined {
  const failed = requests.flatMap(({ findings, verdict }) =>
    findings.map((at) => after.findings[at]!).filter((judged) => (judged.verdict ?? null) !== verdict),
  );
  if (failed.length === 0) return undefined;
  // Entries that match more than the finding, so a decision leaves them to people.
  const places = [
    ...new Set(failed.flatMap(({ entries }) => entries.map(({ file, line }) => `${file}:${line}`))),
  ];
  const what = failed.length === 1 ? '1 finding has' : `${failed.length} findings have`;
  return places.length === 0
    ? `${what} no stack that an entry could say: no verdict can be written`
    : shownText(`${what} another verdict all the same, by a broader entry: ${places.slice(0, 3).join(', ')}`);
}
