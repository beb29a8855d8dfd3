import type { Finding, Frame } from '../../src/finding/finding.js';
import { fewestAddresses } from '../../src/finding/recursion.js';
import type { FramePattern, Suppression } from '../../src/suppression/suppression.js';
import { mayMatchBelowMain, programFile } from '../../src/match/below-main.js';
import type { Answer } from '../../src/match/answer.js';

/**
 * The slow and obvious twin of the matcher: the definitions, written down as they are said. It takes exponential
 * time and knows only simple frames (nothing demangled, nothing inlined), but there is little to get wrong.
 */

/** A glob, byte by byte. */
export function twinGlob(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*')
    return twinGlob(pattern.slice(1), text) || (text !== '' && twinGlob(pattern, text.slice(1)));
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && twinGlob(pattern.slice(1), text.slice(1))
  );
}

/** Answer of the location lines on one finding without variants; every number of hidden frames is tried. */
export function twin(suppression: Suppression, finding: Finding, numCallers: number): Answer {
  const shown = finding.frames.slice(0, numCallers);
  const isWhole = shown.length > 0 && shown.length === finding.frames.length;
  const most = finding.hidesBelowMain && isWhole ? numCallers - fewestAddresses(shown) : 0;
  const answers = new Set<Answer>();
  for (let hidden = 0; hidden <= Math.min(most, suppression.frames.length); hidden++) {
    const stack = [...shown, ...Array.from({ length: hidden }, () => 'hidden' as const)];
    answers.add(fits(suppression.frames, stack, programFile(shown)));
  }
  return answers.size === 1 ? [...answers][0]! : 'unknown';
}

function fits(
  lines: readonly FramePattern[],
  stack: readonly (Frame | 'hidden')[],
  program?: string,
): Answer {
  const [line, ...others] = lines;
  if (line === undefined) return 'yes';
  if (line.type === '...') {
    const here = fits(others, stack, program);
    return stack.length === 0 ? here : or(here, fits(lines, stack.slice(1), program));
  }
  const [frame, ...outer] = stack;
  if (frame === undefined) return 'no';
  return and(compare(line, frame, program), fits(others, outer, program));
}

function compare(
  line: Exclude<FramePattern, { type: '...' }>,
  frame: Frame | 'hidden',
  program?: string,
): Answer {
  // What may stand below main is knowledge, not reasoning: the twin takes it as it is.
  if (frame === 'hidden') return mayMatchBelowMain(line, program) ? 'unknown' : 'no';
  if (line.type === 'src') {
    if (frame.file === null) return 'no';
    return and(known(line.file, frame.file), lineNumber(line.line, frame.line));
  }
  return or(known(line.pattern, frame[line.type]), line.pattern === '*' ? 'yes' : 'no');
}

function known(pattern: string, name: string | undefined): Answer {
  if (name === undefined) return 'unknown';
  return twinGlob(pattern, name) ? 'yes' : 'no';
}

function lineNumber(wanted: number, line: number | undefined): Answer {
  if (wanted === 0) return 'yes';
  if (line === undefined) return 'unknown';
  return wanted === line ? 'yes' : 'no';
}

function and(a: Answer, b: Answer): Answer {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

function or(a: Answer, b: Answer): Answer {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}
