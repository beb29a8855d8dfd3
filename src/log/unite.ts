import { addFinding, createCorpus, type Corpus } from '../finding/corpus.js';
import type { AuxiliaryStack, Finding, Frame } from '../finding/finding.js';
import type { LogCorpus } from './corpus-sink.js';

/** Gives one object for equal frames. */
export type ShareFrame = (frame: Frame) => Frame;

/**
 * For frames that come from several logs: what is kept of them is one object for each distinct frame, as if one reader had
 * read them all. It is that of `corpus` for those that it has.
 */
export function createFrameSharing(corpus: LogCorpus): ShareFrame {
  const known = new Map<string, Frame>();
  const share: ShareFrame = (frame) => {
    const { fun, demangled, obj, file, line, dir, inlined } = frame;
    const key = JSON.stringify([fun, demangled, obj, file === undefined ? 0 : file, line, dir, inlined]);
    const old = known.get(key);
    if (old) return old;
    known.set(key, frame);
    return frame;
  };
  const sharing = shareStacks(share);
  for (const finding of corpus.findings.values()) sharing(finding);
  return share;
}

/** What a corpus holds and nothing that makes it grow, so that it can be sent to another thread. */
export function sendable({ findings, processes, notices, problems, suppressed }: LogCorpus): LogCorpus {
  const hidden = [...suppressed].map(([name, by]) => [name, { findings: by.findings }] as const);
  return { findings, processes, notices, problems, suppressed: new Map(hidden) };
}

/** Adds what other logs tell, as if they had been read after those of `corpus`. `others` may be a sent one. */
export function addLogs(corpus: LogCorpus, others: LogCorpus, share: ShareFrame): void {
  const sharing = shareStacks(share);
  addFindings(corpus, others, sharing);
  append(corpus.processes, others.processes);
  append(corpus.notices, others.notices);
  append(corpus.problems, others.problems);
  const suppressed = corpus.suppressed as Map<string, Corpus>;
  for (const [name, hidden] of others.suppressed) {
    const known = suppressed.get(name) ?? createCorpus();
    suppressed.set(name, known);
    addFindings(known, hidden, sharing);
  }
}

function addFindings(to: Corpus, from: Corpus, sharing: (finding: Finding) => Finding): void {
  for (const finding of from.findings.values()) addFinding(to, sharing(finding));
}

/** One after the other: there can be more of them than a call takes arguments. */
function append<T>(list: readonly T[], more: readonly T[]): void {
  for (const each of more) (list as T[]).push(each);
}

/** Findings with the frames that `share` knows; equal stacks of one reader stay one array. */
function shareStacks(share: ShareFrame): (finding: Finding) => Finding {
  const frames = remembering(share);
  const stacks = remembering((stack: readonly Frame[]): readonly Frame[] => stack.map(frames));
  const auxiliary = ({ caption, frames: stack }: AuxiliaryStack): AuxiliaryStack => ({
    caption,
    frames: stacks(stack),
  });
  return (finding) => ({
    ...finding,
    frames: stacks(finding.frames),
    variants: finding.variants.map(stacks),
    auxiliary: finding.auxiliary.map(auxiliary),
    origins: finding.origins.map(auxiliary),
  });
}

/** Asks once for each object. */
function remembering<T extends object>(of: (key: T) => T): (key: T) => T {
  const known = new Map<T, T>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const value = of(key);
    known.set(key, value);
    return value;
  };
}
