import { shownExample } from '../rules/explained.js';
import { inline } from '../rules/page.js';
import type { ReportedRule } from './problem.js';

export const sarifLevels = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * A rule as SARIF describes it. GitHub asks for both descriptions and a help text, and shows the help as Markdown where
 * it can.
 */
export function sarifRule({ id, description = id, why, level, example }: ReportedRule) {
  const paragraphs = why === undefined ? [description] : [description, why];
  const samples = example ? ['Wrong:', code(example.wrong), 'Right:', code(example.right)] : [];
  return {
    id,
    shortDescription: { text: description },
    fullDescription: { text: why ?? description },
    help: {
      text: paragraphs.join('\n\n'),
      markdown: [...paragraphs.map(inline), ...samples].join('\n\n'),
    },
    ...(level === undefined
      ? {}
      : { defaultConfiguration: level === 'off' ? { enabled: false } : { level: sarifLevels[level] } }),
  };
}

/** Indented, so that nothing in it can end it. */
function code(text: string): string {
  return shownExample(text)
    .map((line) => `    ${line}`)
    .join('\n');
}
