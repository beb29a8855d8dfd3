import { shownName } from '../../../group/frames.js';
import type { CheckedFinding } from '../../../check/check.js';
import { codeHtml, htmlBytes } from '../../html/bytes.js';
import { escapeHtml } from '../../html/escape.js';
import { fill, leftOut } from '../../html/room.js';
import { kindOf } from '../../../overview/totals.js';
import { placeOf, rankOfFinding, tellingFrame } from '../words.js';
import type { Finding } from '../../../finding/finding.js';
import type { OwnCode } from '../../../minimize/own.js';
import { mark } from './mark.js';

/** Bytes for one list of findings. */
const room = 400_000;

/** Which findings can be linked to, and whose code is own. */
export interface Surroundings {
  readonly linked: ReadonlySet<string>;
  readonly own: OwnCode;
}

/** What a row of a table says of a finding. */
export function findingCells(
  each: Pick<CheckedFinding, 'finding' | 'real' | 'state'>,
  surroundings: Surroundings,
): string {
  return `${headCell(each.finding, surroundings)}<td>${mark(rankOfFinding(each))}</td>`;
}

/** A link where the details of the finding are in the page. */
export function headCell(finding: Finding, { linked, own }: Surroundings): string {
  const { id, what } = finding;
  const name = `${htmlBytes(kindOf(finding))} <code>${escapeHtml(id)}</code>`;
  const head = linked.has(id) ? `<a href="#f-${escapeHtml(id)}">${name}</a>` : name;
  const frame = tellingFrame(finding, own);
  const where = [...(frame ? [codeHtml(shownName(frame), 80)] : []), htmlBytes(placeOf(finding), 80)];
  return `<th scope="row">${head}<small>${htmlBytes(what, 160)}</small><small>${where.join(' · ')}</small></th>`;
}

export interface Columns<T> {
  /** Text, as HTML. */
  readonly caption: string;
  /** Heads of columns; one that begins with `#` is of numbers. */
  readonly columns: readonly string[];
  /** The cells of a row. */
  readonly row: (thing: T) => string;
  /** What the things are called where some are left out. */
  readonly what: string;
}

/** A table with a row for each thing, as far as there is room. */
export function table<T>(things: readonly T[], { caption, columns, row, what }: Columns<T>): string {
  const heads = columns.map((head) =>
    head.startsWith('#') ? `<th scope="col" class="n">${head.slice(1)}</th>` : `<th scope="col">${head}</th>`,
  );
  const filled = fill(things, room, (thing) => `<tr>${row(thing)}</tr>`);
  return [
    `<div class="wide" tabindex="0" role="group" aria-label="${caption}"><table><caption>${caption}</caption>`,
    `<thead><tr>${heads.join('')}</tr></thead><tbody>${filled.html}</tbody></table></div>`,
    leftOut(filled.left, what),
  ].join('');
}
