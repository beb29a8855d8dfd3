import { isLossless, type Conversion, type LeftOut, type Written } from '../../convert/convert.js';
import { plural } from '../plural.js';
import { displayText } from '../text.js';

/** For people: what became of each entry that is not in the result as it was, and the sums. */
export function convertSummary(conversion: Conversion): string {
  const { sanitizer, written, leftOut } = conversion;
  const changed = written.filter(({ losses }) => losses.length > 0);
  const broader = written.filter(({ losses }) => losses.some(({ direction }) => direction === 'broader'));
  const lost = leftOut.filter(({ isLoss }) => isLoss);
  const sayable = lost.filter(({ broadened }) => broadened);
  const all = written.length + leftOut.length;
  return [
    ...changed.map(changedLine),
    ...leftOut.flatMap(leftLines),
    `${written.length} of ${plural(all, 'entry')} converted, ${broader.length} of them ${broader.length === 1 ? 'hides' : 'hide'} more; ` +
      `${lost.length} left out${sayable.length > 0 ? `, of which --broaden would write ${sayable.length}` : ''}, ` +
      `${leftOut.length - lost.length} not needed. ${isLossless(conversion) ? 'Nothing was lost.' : ''}`.trimEnd(),
    sanitizer.note,
    '',
  ].join('\n');
}

function changedLine({ entry, type, template, losses }: Written): string {
  const said = losses.map(({ direction, text }) => `${direction}: ${text}`).join('; ');
  return displayText(`${entry.file}:${entry.line} “${entry.name}”: ${type}:${template}: ${said}`);
}

function leftLines({ name, file, line, because, isLoss, broadened }: LeftOut): string[] {
  const state = isLoss ? 'left out' : 'not needed';
  return [
    displayText(`${file}:${line} “${name}”: ${state}: ${because}`),
    ...(broadened ? [displayText(`    --broaden would write ${broadened.type}:${broadened.template}`)] : []),
  ];
}
