import type { CheckedFinding } from '../../../check/check.js';
import type { OwnCode } from '../../../minimize/own.js';
import type { ToldFinding } from '../../../overview/groups.js';
import { kindOf } from '../../../overview/totals.js';
import type { SetEntry } from '../../../set/set-entry.js';
import type { Suppression } from '../../../suppression/suppression.js';
import { codeHtml, htmlBytes } from '../../html/bytes.js';
import { escapeHtml } from '../../html/escape.js';
import { number, rankOfFinding } from '../words.js';
import { mark } from './mark.js';
import { stackHtml } from './stack.js';

/** Of further stacks, logs and entries a few tell enough. */
const [mostStacks, mostPlaces, mostEntries] = [4, 5, 5];

/** A finding that opens to its stacks, where it stands, what hides it and what people decided of it. */
export function findingHtml(
  told: ToldFinding,
  own: OwnCode,
  { isOpen }: { readonly isOpen: boolean },
): string {
  const { finding } = told;
  const { id, frames, auxiliary, origins, variants } = finding;
  const others = [...auxiliary, ...origins.filter((each) => !auxiliary.includes(each))];
  const known = new Set<string>();
  const further = others.filter((stack) => {
    const key = JSON.stringify(stack);
    return !known.has(key) && known.add(key);
  });
  return [
    `<details class="finding" id="f-${escapeHtml(id)}"${isOpen ? ' open' : ''}><summary>${lineOf(told)}</summary><div class="inside">`,
    stackHtml(frames, own),
    ...further
      .slice(0, mostStacks)
      .flatMap(({ caption, frames: stack }) => [
        `<p>${htmlBytes(caption.trim(), 300)}</p>`,
        stackHtml(stack, own),
      ]),
    further.length > mostStacks
      ? `<p class="left">${further.length - mostStacks} more stacks left out.</p>`
      : '',
    variants.length > 0
      ? `<p class="quiet">${variants.length} more with the same names and other objects or lines.</p>`
      : '',
    ...facts(told),
    '</div></details>',
  ].join('');
}

/** What it is, in a line. */
function lineOf(told: Pick<ToldFinding, 'finding' | 'state' | 'real'>): string {
  const { finding } = told;
  const often = finding.count > 1 ? ` · ${number(finding.count)} times` : '';
  return `${mark(rankOfFinding(told))} ${htmlBytes(kindOf(finding))} · ${htmlBytes(finding.what, 160)}${often} <code class="quiet">${escapeHtml(finding.id)}</code>`;
}

function facts({ finding, hiddenBy, possiblyHiddenBy, judged }: ToldFinding): string[] {
  const { places, command } = finding;
  const logs = places.slice(0, mostPlaces).map(({ log, line }) => codeHtml(`${log}:${line}`));
  const more = places.length - mostPlaces;
  return [
    ...(judged?.verdict
      ? [`<p>Verdict: <strong>${judged.verdict}</strong>${judged.entries.map(said).join('')}</p>`]
      : []),
    ...by('Hidden by', hiddenBy),
    ...by('Perhaps hidden by', possiblyHiddenBy),
    `<p class="quiet">In ${logs.join(', ')}${more > 0 ? ` and ${number(more)} more logs` : ''}${command === undefined ? '' : `, of ${codeHtml(command)}`}.</p>`,
  ];
}

function by(words: string, entries: CheckedFinding['hiddenBy']): string[] {
  if (entries.length === 0) return [];
  const more = entries.length - mostEntries;
  const named = entries.slice(0, mostEntries).map(entryHtml);
  return [`<p>${words} ${named.join('; ')}${more > 0 ? ` and ${more} more` : ''}.</p>`];
}

function entryHtml({ name, file, line }: Pick<Suppression, 'name' | 'file' | 'line'>): string {
  return `${codeHtml(`${file}:${line}`)} “${htmlBytes(name)}”`;
}

/** What the comments of a verdict say. */
function said(entry: SetEntry): string {
  const { reason, bug, owner } = entry.metadata;
  const parts = [
    ...reason.map(({ value }) => htmlBytes(value, 200)),
    ...bug.map(({ value }) => bugHtml(value)),
    ...owner.map(({ value }) => htmlBytes(value)),
  ];
  return ` (${[codeHtml(`${entry.file}:${entry.line}`), ...parts].join(', ')})`;
}

/** A link where it leads to the web: other schemes could do anything. */
export function bugHtml(url: string): string {
  const text = htmlBytes(url);
  return /^https?:\/\/[\x21-\x7e]{1,500}$/i.test(url)
    ? `<a href="${escapeHtml(url)}" rel="noreferrer">${text}</a>`
    : text;
}
