/** Format characters that `displayText` lets through because terminals do: soft hyphens, tags, fillers. */
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text with what nobody would see as escapes. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** Text, decoded and made for people before (see text.ts), as HTML: between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return withoutUnseen(text).replace(/[&<>"']/g, (character) => references[character]!);
}

/** The first `most` characters of a text, and `…` where that is not all. No character is cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Of names of this length and longer nothing is shown but a beginning; the tooltip has more, if not all. */
const [mostShown, mostInTooltip] = [120, 1_000];

/** Text as HTML, bounded: what is too long is short, with a longer piece as its tooltip. */
export function boundedHtml(text: string, most = mostShown): string {
  if (text.length <= most) return escapeHtml(text);
  return `<span title="${escapeHtml(shortened(text, mostInTooltip))}">${escapeHtml(shortened(text, most))}</span>`;
}
