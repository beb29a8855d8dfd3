import type { Alignment, Row } from '../../explain/align.js';
import type { Edit, EditChange } from '../../explain/edit.js';
import type { Verdict } from '../../explain/verdict.js';
import type { Frame } from '../../finding/finding.js';
import { formatLocation } from '../../suppression/location.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { displayText } from '../text.js';

/** One line of the table: a mark, a line of the entry, and what of the stack lies beside it. */
interface Cells {
  /** `-` and `+` for lines that an edit takes out and puts in, `≠` and `?` for what does not match or may not. */
  readonly mark: ' ' | '-' | '+' | '≠' | '?';
  readonly line: string;
  readonly frame: string;
}

/** Longer lines push the frame beside them out of its column. */
const widest = 52;

/** An entry beside the stack that it lies over, and with it the edit that would make it match, as a diff. */
export function printedTable(verdict: Verdict, indent: string): string[] {
  const { edit, stack, alignment } = verdict;
  const cells = edit ? withEdit(verdict, edit) : asItIs(verdict);
  const free = stack.frames.length - endOf(edit ? edit.alignment : alignment, stack.frames.length);
  const width = Math.min(widest, Math.max(...cells.map(({ line }) => line.length)));
  const lines = cells.map(({ mark, line, frame }) =>
    `${indent}${mark} ${line.padEnd(width)}  ${frame}`.trimEnd(),
  );
  if (free > 0 && !hasFailed(verdict))
    lines.push(`${indent}  ${''.padEnd(width)}     (${free} more, which no location asks for)`);
  return lines;
}

function hasFailed({ edit, alignment }: Verdict): boolean {
  return !edit && alignment.failure !== undefined;
}

/** Where the lines end; frames from there on are free. */
function endOf({ rows }: Alignment, length: number): number {
  return Math.min(length, rows.at(-1)?.to ?? 0);
}

function asItIs({ suppression, alignment, stack }: Verdict): Cells[] {
  const { frames: lines } = suppression;
  const { rows, failure } = alignment;
  const laid = rows.flatMap((row) =>
    besides(lines[row.line]!, row, stack.frames, row.answer === 'yes' ? ' ' : '?'),
  );
  if (!failure) return laid;
  const failed = lines[failure.line]!;
  const isLost = lines[failure.line - 1]?.type === '...' || failure.frame >= stack.frames.length;
  const beside = isLost ? '' : numbered(failed, failure.frame, stack.frames);
  return [
    ...laid,
    { mark: '≠', line: shown(failed), frame: beside },
    ...lines.slice(failure.line + 1).map((line): Cells => ({ mark: ' ', line: shown(line), frame: '' })),
  ];
}

function withEdit({ suppression, stack }: Verdict, edit: Edit): Cells[] {
  const cells: Cells[] = [];
  const rows = edit.alignment.rows.values();
  const place = (mark: ' ' | '+', line: FramePattern) => {
    const row = rows.next().value;
    // An entry that got longer than --num-callers loses its last line.
    cells.push(
      ...(row
        ? besides(line, row, stack.frames, mark)
        : [{ mark: '-' as const, line: shown(line), frame: '' }]),
    );
  };
  const out = (was: readonly string[]) => {
    for (const line of was) cells.push({ mark: '-', line: displayText(line), frame: '' });
  };
  for (const { line, was, now } of edit.changes) {
    if (line !== undefined) continue;
    out(was);
    for (const each of now) cells.push({ mark: '+', line: displayText(each), frame: '' });
  }
  const after = edit.suppression.frames.values();
  const next = () => after.next().value;
  const at = (position: number): readonly EditChange[] =>
    edit.changes.filter(({ line }) => line === position);
  for (let position = 0; position < suppression.frames.length; position++) {
    const changes = at(position);
    if (changes.some(({ type }) => type === 'insert')) place('+', next()!);
    const gone = changes.find(({ type }) => type === 'remove');
    const replaced = changes.find(({ type }) => type === 'replace');
    if (gone) {
      out(gone.was);
      position += gone.was.length - 1;
    } else if (replaced) {
      out(replaced.was);
      place('+', next()!);
    } else place(' ', next() ?? suppression.frames[position]!);
  }
  return cells;
}

/** More frames that one `...` lies over are not shown one by one. */
const mostSkipped = 4;

function besides(
  line: FramePattern,
  { from, to }: Row,
  frames: readonly Frame[],
  mark: Cells['mark'],
): Cells[] {
  if (from === to) return [{ mark, line: shown(line), frame: '–' }];
  const all = Array.from({ length: to - from }, (_, at) => numbered(line, from + at, frames));
  const some =
    all.length <= mostSkipped ? all : [...all.slice(0, 2), `   … ${all.length - 3} frames`, all.at(-1)!];
  return some.map((frame, at) => ({ mark: at === 0 ? mark : ' ', line: at === 0 ? shown(line) : '', frame }));
}

function shown(line: FramePattern): string {
  return displayText(formatLocation(line));
}

/** A frame with its number, from 1, as the line sees it. */
function numbered(line: FramePattern, at: number, frames: readonly Frame[]): string {
  const number = String(at + 1).padStart(2);
  const frame = frames[at];
  return frame ? `${number} ${seen(line, frame)}` : `${number} (below main, not shown in the log)`;
}

function seen(line: FramePattern, { fun, demangled, obj, file, line: number, inlined }: Frame): string {
  const name = fun ?? demangled ?? '???';
  const printed = fun !== undefined && demangled !== undefined ? `, printed as ${demangled}` : '';
  const showsObject = line.type === 'obj' || name === '???' || typeof file !== 'string';
  const place = showsObject
    ? obj === undefined || obj === '???'
      ? ''
      : ` (in ${obj})`
    : ` (${file}${number === undefined ? '' : `:${number}`})`;
  return displayText(`${name}${printed}${place}${inlined ? ', inlined' : ''}`);
}
