import type { Bundle } from '../../bundle/bundle.js';
import type { ChosenLayer } from '../../bundle/choose-layers.js';
import { plural } from '../plural.js';
import { displayText } from '../text.js';
import { leftOutText, reasonText, targetWords } from './words.js';

/** For people: what the bundle is for and who says so, which layers apply and why, and which entries stay out. */
export function bundlePretty(bundle: Bundle): string {
  const lines = ['For:', ...targetWords(bundle.target).map(([what, from]) => `  ${what} (${from})`), ''];
  for (const layer of bundle.layers) lines.push(...layerLines(layer), '');
  if (bundle.leftOut.length > 0) lines.push('Left out by their own comments:');
  for (const each of bundle.leftOut) lines.push(`  ${leftOutText(each)}`);
  if (bundle.leftOut.length > 0) lines.push('');
  lines.push(bundleSummary(bundle), '');
  return lines.map(displayText).join('\n');
}

/** One line: how much of the layers is in the bundle. */
export function bundleSummary({ layers, files, entries, leftOut }: Bundle): string {
  const applying = layers.filter(({ answer }) => answer === 'yes').length;
  const out = leftOut.length > 0 ? `, ${leftOut.length} left out` : '';
  return `${applying} of ${plural(layers.length, 'layer')} ${applying === 1 ? 'applies' : 'apply'}: ${plural(files.length, 'file')}, ${plural(entries, 'entry')}${out}.`;
}

const verdicts = { yes: 'applies', no: 'does not apply', unknown: 'stays out, for nobody can tell' };

function layerLines({ layer, answer, because }: ChosenLayer): readonly string[] {
  const name = layer.number === 0 ? 'Layer 0, the packs,' : `Layer ${layer.number}`;
  return [
    `${name} ${because.length === 0 ? 'always applies' : verdicts[answer]}: ${layer.sets.join(', ')}`,
    ...because.map((reason) => `  ${reasonText(reason)}`),
  ];
}
