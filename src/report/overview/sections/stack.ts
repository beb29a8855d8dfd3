import { baseName } from '../../../finding/base-name.js';
import type { Frame } from '../../../finding/finding.js';
import { ownerOf } from '../../../group/owner.js';
import type { OwnCode } from '../../../minimize/own.js';
import { htmlBytes } from '../../html/bytes.js';
import { ownerSign } from '../../html/icicle.js';
import { isNamed, shownName } from '../../../group/frames.js';

/** Deeper stacks are rare, and their ends are start-up code. */
const mostFrames = 40;

/** A stack as in a log, innermost first, one line a frame. */
export function stackHtml(frames: readonly Frame[], own: OwnCode): string {
  const lines = frames.slice(0, mostFrames).map((frame) => {
    const owner = ownerOf(frame, own);
    const place = placeOf(frame);
    const where = place === '' ? '' : `<small>${htmlBytes(place, 90)}</small>`;
    return `<li class="box ${owner}">${ownerSign(owner)}<span>${htmlBytes(shownName(frame))}</span>${where}</li>`;
  });
  const left = frames.length - mostFrames;
  if (left > 0) lines.push(`<li class="box more">… ${left} more</li>`);
  return `<ol class="stack">${lines.join('')}</ol>`;
}

/** The line, else the object: of a frame without name, whose object is its name already, the whole path. */
function placeOf(frame: Frame): string {
  const { file, line, obj } = frame;
  if (file) return line === undefined ? file : `${file}:${line}`;
  if (obj === undefined || obj === '???') return '';
  return isNamed(frame) ? baseName(obj) : obj;
}
