import type { Advice } from '../../../advice/advice.js';
import { htmlBytes, linesHtml } from '../../html/bytes.js';
import { actionWords } from '../words.js';

/** More evidence for one piece of advice convinces nobody. */
const mostEvidence = 6;

export function adviceHtml(advice: readonly Advice[]): string {
  return `<ul class="advice">${advice.map(item).join('')}</ul>`;
}

function item({ action, text, why, evidence, example }: Advice): string {
  const left = evidence.length - mostEvidence;
  const seen = [
    ...evidence.slice(0, mostEvidence).map((each) => `<li>${htmlBytes(each, 300)}</li>`),
    ...(left > 0 ? [`<li>and ${left} more</li>`] : []),
  ];
  return [
    `<li><p><strong>Perhaps ${actionWords[action]}:</strong> ${htmlBytes(text, 600)}</p>`,
    `<p class="quiet">${htmlBytes(why, 600)}</p>`,
    seen.length > 0 ? `<ul>${seen.join('')}</ul>` : '',
    example === undefined ? '' : linesHtml(example),
    '</li>',
  ].join('');
}
